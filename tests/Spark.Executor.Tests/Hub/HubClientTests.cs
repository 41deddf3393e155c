using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Executor.Hub;
using static Spark.Executor.Tests.Streams.StreamScenario;

namespace Spark.Executor.Tests.Hub;

public sealed class HubClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_reads_nothing_slows_nobody_loses_old_market_news_and_is_let_go_before_it_loses_account_news()
    {
        var stuck = new TaskCompletionSource();
        var slowIsAborted = false;
        var slow = new HubClient((_, _) => stuck.Task, () => slowIsAborted = true, NullLogger.Instance);
        var seen = new ConcurrentQueue<object>();
        var quick = new HubClient(
            (_, body) =>
            {
                seen.Enqueue(body);
                return Task.CompletedTask;
            },
            () => Assert.Fail("the quick one was let go"),
            NullLogger.Instance);
        var running = Task.WhenAll(Task.Run(slow.RunAsync, Ct), Task.Run(quick.RunAsync, Ct));

        for (var i = 0; i < 100_000; i++)
        {
            foreach (var client in (HubClient[])[slow, quick]) client.TellMarket("trade", -1);
        }
        Assert.False(slowIsAborted);
        for (var i = 0; i < 6_000; i++)
        {
            foreach (var client in (HubClient[])[slow, quick]) client.Tell("order", i);
            if (i % 1_000 == 0) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
        }

        Assert.True(slowIsAborted);
        await UntilAsync(() => Task.FromResult(seen.Count(body => body is >= 0) >= 6_000));
        Assert.Equal(Enumerable.Range(0, 6_000), seen.OfType<int>().Where(n => n >= 0));
        quick.Leave();
        slow.Leave();
        stuck.SetResult();
        await running.WaitAsync(Ct);
    }
}
