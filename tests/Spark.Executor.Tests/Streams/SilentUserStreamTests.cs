using System.Diagnostics;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using static Spark.Executor.Tests.Streams.StreamScenario;

namespace Spark.Executor.Tests.Streams;

/// <summary>A user stream that is dead without having been closed: an idle account is silent too.</summary>
public sealed class SilentUserStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_stream_that_is_silent_while_the_exchange_shows_news_is_found_within_ten_seconds_and_what_it_kept_to_itself_is_known()
    {
        await using var s = await StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(3.5), TimeProvider.System, Ct); // it has been asked once what the account is
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        var clock = Stopwatch.StartNew();
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, null, "elsewhere-1", Ct);

        await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_errors_total{stream_type="userData",error_type="silent"}""") == 1);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        s.Exchange.Heal();
        await HealthyAsync(s);
        Assert.Equal(0.002m, (await s.Executor.GetAsync("/futures/positions", Ct)).NumberAt("positions.0.quantity"));
    }
}
