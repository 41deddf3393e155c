using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Orders;
using Spark.Executor.Streams;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;
using static Spark.Executor.Tests.Streams.StreamScenario;

namespace Spark.Executor.Tests.Streams;

/// <summary>A user stream that is dead without having been closed: an idle account is silent too.</summary>
public sealed class SilentUserStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_stream_that_is_dead_while_the_exchange_shows_news_is_found_within_ten_seconds_and_what_it_kept_to_itself_is_known(bool halfOpen)
    {
        await using var s = await StartAsync();
        await HealthyAsync(s);
        if (halfOpen) s.Exchange.FreezeSockets(SocketTarget.User);
        else s.Exchange.Fault(FaultKind.SilenceUserStream);
        var clock = Stopwatch.StartNew();
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, null, "elsewhere-1", Ct);

        await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_errors_total{stream_type="userData",error_type="silent"}""") == 1);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        s.Exchange.Heal();
        await HealthyAsync(s);
        Assert.Equal(0.002m, (await s.Executor.GetAsync("/futures/positions", Ct)).NumberAt("positions.0.quantity"));
    }

    [Fact]
    public async Task A_stream_that_dies_right_after_it_told_something_is_found_by_what_it_told_no_more()
    {
        await using var s = await StartAsync();
        await HealthyAsync(s);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, decimal.Round(mark * 0.9m, 1), "elsewhere-1", Ct);
        await s.EventuallyAsync("/futures/openOrders", reply => reply.Has("orders.0"), Ct);

        // No look of the probe lies in between: what it sees next holds both the order that was told and the one that was not.
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, null, "elsewhere-2", Ct);
        var clock = Stopwatch.StartNew();

        await UntilAsync(async () => await MetricAsync(s, """spark_futures_ws_errors_total{stream_type="userData",error_type="silent"}""") == 1);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        s.Exchange.Heal();
        await HealthyAsync(s);
        Assert.Equal(0.002m, (await s.Executor.GetAsync("/futures/positions", Ct)).NumberAt("positions.0.quantity"));
    }

    [Fact]
    public async Task A_stream_that_tells_everything_is_left_alone()
    {
        await using var s = await StartAsync();
        await HealthyAsync(s);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, decimal.Round(mark * 0.9m, 1), "elsewhere-1", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.003m, null, "elsewhere-2", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Sell, 0.001m, null, "elsewhere-3", Ct);
        await s.Exchange.TransferAsync(5, Ct);
        Assert.Equal(200, (await s.Executor.PlaceAsync("ETHUSDT", "BUY", 0.02m, Ct)).Status);

        // The same comparison as the probe's: it ends with the exchange and the stream telling the same.
        var (stream, exchange) = (s.Services.GetRequiredService<UserStreamFeed>(), s.Services.GetRequiredService<BinanceRestClient>());
        await UntilAsync(async () =>
        {
            var account = Assert.IsType<ExchangeResult<AccountReport>.Ok>(await exchange.AccountAsync(Ct)).Value;
            var positions = Assert.IsType<ExchangeResult<ImmutableArray<PositionReport>>.Ok>(await exchange.PositionsAsync(null, Ct)).Value;
            var orders = Assert.IsType<ExchangeResult<ImmutableArray<OrderReport>>.Ok>(await exchange.OpenOrdersAsync(null, Ct)).Value;
            return orders.Length == 1 && positions.Length == 2 && !AccountNews.Of(account.WalletBalance, positions, orders).DiffersFrom(stream.Heard!);
        });
        Assert.Equal(0, (await s.Executor.GetAsync("/futures/health", Ct)).NumberAt("streams.userData.reconnects"));
    }
}
