using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Streams.Reconnecting;

namespace Spark.Binance.Tests.Streams;

/// <summary>How long a lost connection waits for the next one.</summary>
public sealed class ReconnectPolicyTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Short_connections_wait_longer_each_time_up_to_half_a_minute()
    {
        var waits = await WaitsAsync([.. Enumerable.Repeat(Short, 20), Stopped]);

        Assert.Equal(20, waits.Count);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
        Assert.True(waits[0] < TimeSpan.FromSeconds(2), $"{waits[0]}");
        Assert.True(waits.Take(5).Sum(wait => wait.TotalSeconds) < waits.Skip(5).Take(5).Sum(wait => wait.TotalSeconds));
        Assert.All(waits.TakeLast(8), wait => Assert.True(wait > TimeSpan.FromSeconds(10), $"{wait}"));
    }

    [Fact]
    public async Task The_waits_are_jittered_so_that_many_clients_do_not_come_back_at_once() =>
        Assert.NotEqual(await WaitsAsync([Short, Short, Short, Stopped], seed: 1), await WaitsAsync([Short, Short, Short, Stopped], seed: 2));

    [Fact]
    public async Task A_connection_that_stood_for_a_minute_ends_the_row_of_waits()
    {
        Assert.Empty(await WaitsAsync([Short with { WasStable = true }]));
        Assert.Equal(2, (await WaitsAsync([Short, Short, Short with { WasStable = true }])).Count);
    }

    [Fact]
    public async Task An_attempt_that_had_waited_for_the_exchanges_answer_in_vain_is_followed_at_once() =>
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], await WaitsAsync([Short with { WasBlind = true }, Short with { WasBlind = true }, Stopped]));

    private static SessionEnd Short => new("cut", WasStable: false, WasBlind: false, IsStopped: false);

    private static SessionEnd Stopped => new("stopped", WasStable: false, WasBlind: false, IsStopped: true);

    private async Task<IReadOnlyList<TimeSpan>> WaitsAsync(IReadOnlyList<SessionEnd> ends, int seed = 1)
    {
        var waits = new List<TimeSpan>();
        var next = 0;
        var running = ReconnectPolicy.Build(_time, new Random(seed), (_, wait) => waits.Add(wait)).ExecuteAsync(_ => ValueTask.FromResult(ends[next++]), Ct).AsTask();
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
        }
        await running;
        return waits;
    }
}
