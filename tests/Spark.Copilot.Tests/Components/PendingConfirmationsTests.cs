using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Spark.Copilot.Confirmations;
using Spark.Copilot.Executor;
using Spark.Copilot.Metrics;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Components;

public sealed class PendingConfirmationsTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_any_client_of_this_copilot_proposes_waits_until_it_is_answered_or_expires()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var executor = await StandInExecutor.SayingAsync(
            """{"error":"ConfirmationRequired","confirmation":{"confirmUrl":"http://localhost:3003/copilot/confirmations/c0ffee","expiresAt":"2026-11-23T12:02:00Z","summary":"BUY 0.001 BTCUSDT MARKET"}}""", ct, status: 428);
        using var client = new ExecutorClient(executor.Address, TimeProvider.System, new CopilotMetrics());
        using var waiting = new PendingConfirmations(client, _clock);
        var told = new List<string>();
        waiting.Settled += (id, _) => told.Add(id);

        await client.SendAsync([], null, ct);
        Assert.Equal(new WaitingConfirmation("c0ffee", "BUY 0.001 BTCUSDT MARKET", _clock.GetUtcNow().AddSeconds(120)), Assert.Single(waiting.Waiting));

        waiting.Settle("c0ffee", new Confirmed.CarriedOut([], Replayed: false));
        Assert.Empty(waiting.Waiting);
        Assert.Equal(["c0ffee"], told);

        await client.SendAsync(new JsonObject(), null, ct);
        _clock.Advance(TimeSpan.FromSeconds(121));
        Assert.Empty(waiting.Waiting);
    }
}
