using System.Diagnostics;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;
using static Spark.Executor.Tests.Streams.StreamScenario;

namespace Spark.Executor.Tests.Streams;

/// <summary>A market socket that is dead without having been closed.</summary>
public sealed class SilentMarketTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_market_that_stands_and_says_nothing_is_found_within_ten_seconds_and_replaced(bool halfOpen)
    {
        await using var s = await StartAsync();
        await s.EventuallyAsync("/futures/health", reply => reply.Has("streams.market.lastMessageAt"), Ct);
        var clock = Stopwatch.StartNew();
        if (halfOpen) s.Exchange.FreezeSockets(SocketTarget.Market);
        else s.Exchange.SilenceSockets(SocketTarget.Market);

        await s.EventuallyAsync("/futures/health", reply => Says(reply, "the market stream is silent") || Says(reply, "the market stream is down"), Ct);
        await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_errors_total{stream_type="market",error_type="silent"}""") >= 2);

        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10));
        s.Exchange.Heal();
        await HealthyAsync(s);
    }
}
