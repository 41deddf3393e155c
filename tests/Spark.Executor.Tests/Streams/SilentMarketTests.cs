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

    [Fact]
    public async Task Books_and_trades_that_stay_away_are_told_though_mark_prices_flow()
    {
        await using var s = await StartAsync();
        await HealthyAsync(s);
        s.Exchange.SilenceSockets(SocketTarget.Public);
        var marks = await MarksAsync(s);

        await s.EventuallyAsync("/futures/health", reply => Says(reply, "the market stream is silent"), Ct);
        await UntilAsync(async () => await MarksAsync(s) > marks + 1);
        await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_errors_total{stream_type="market",error_type="silent"}""") >= 1);

        // Another connection that says nothing either makes nothing well.
        await s.EventuallyAsync("/futures/health", reply => reply.NumberAt("streams.market.reconnects") >= 1 && reply.At("streams.market.connected").GetBoolean(), Ct);
        Assert.True(Says(await s.Executor.GetAsync("/futures/health", Ct), "the market stream is silent"));
        s.Exchange.Heal();
        await HealthyAsync(s);
    }

    private static Task<double> MarksAsync(Scenario s) => MetricAsync(s, """spark_futures_ws_messages_total{stream_type="market",message_type="markPrice"}""");
}
