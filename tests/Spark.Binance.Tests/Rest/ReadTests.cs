using System.Text;
using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Rest;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Tests.Rest;

public sealed class ReadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Too_many_requests_waits_as_long_as_asked()
    {
        await using var s = RestScenario.InTurn(
            Answer.Json("""{"code":-1003,"msg":"Too many requests"}""", 429, "Retry-After: 7\r\n"), Answer.Json("{}"));
        var began = s.Time.GetUtcNow();

        var ping = s.Client.PingAsync(Ct);
        await s.Server.ArrivalAsync(Ct);
        var result = await s.DriveAsync(ping);

        Assert.IsType<ExchangeResult<Done>.Ok>(result);
        Assert.Equal(2, s.Server.Received.Count);
        Assert.True(s.Time.GetUtcNow() - began >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task While_the_exchange_wants_to_be_left_alone_other_reads_wait_too()
    {
        await using var s = RestScenario.InTurn(
            Answer.Json("""{"code":-1003,"msg":"Too many requests"}""", 429, "Retry-After: 60\r\n"), Answer.Json("{}"));
        var refused = Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.PingAsync(Ct));
        Assert.True(refused.Error.IsRateLimit);
        Assert.Equal(TimeSpan.FromSeconds(60), refused.Error.RetryAfter);

        Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.PingAsync(Ct));
        Assert.Single(s.Server.Received);

        s.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.IsType<ExchangeResult<Done>.Ok>(await s.DriveAsync(s.Client.PingAsync(Ct)));
    }

    [Fact]
    public async Task A_read_may_be_answered_compressed()
    {
        await using var s = RestScenario.Answering(r => r.Headers.GetValueOrDefault("Accept-Encoding") == "gzip"
            ? new Answer.Packed("""{"serverTime":1591702700000}""") : Answer.Json("{}"));

        Assert.Equal(1591702700000, Assert.IsType<ExchangeResult<long>.Ok>(await s.Client.TimeAsync(Ct)).Value);
    }

    [Fact]
    public async Task An_answer_packed_as_nobody_asked_for_is_no_answer()
    {
        await using var s = RestScenario.Always(new Answer.Packed("""{"serverTime":1591702700000}""", "zstd"));

        Assert.IsType<ExchangeResult<long>.Unreachable>(await s.DriveAsync(s.Client.TimeAsync(Ct)));
    }

    [Fact]
    public async Task A_ban_is_not_argued_with()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":-1003,"msg":"banned"}""", 418));

        Assert.Equal(ExchangeErrorKind.Banned, Assert.IsType<ExchangeResult<Done>.Refused>(await s.Client.PingAsync(Ct)).Error.Kind);
        Assert.Single(s.Server.Received);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_passing_failure_is_asked_again_at_most_twice(int status)
    {
        await using var s = RestScenario.Always(Answer.Html(status));

        Assert.IsNotType<ExchangeResult<Done>.Ok>(await s.DriveAsync(s.Client.PingAsync(Ct)));
        Assert.Equal(3, s.Server.Received.Count);
    }

    [Fact]
    public async Task A_slow_exchange_is_asked_again_later_for_as_long_as_it_is_slow()
    {
        var patience = 1.0;
        await using var s = RestScenario.Always(Answer.Html(503), new BinanceClientOptions { Patience = () => patience });
        var usual = await TakenByAPing();

        patience = 16;
        var longer = await TakenByAPing();
        patience = 1;
        var after = await TakenByAPing();

        Assert.True(longer > usual * 2, $"{longer} against {usual}");
        Assert.True(longer > after * 2, $"{longer} against {after}");
        Assert.Equal(9, s.Server.Received.Count);

        async Task<TimeSpan> TakenByAPing()
        {
            var began = s.Time.GetUtcNow();
            await s.DriveAsync(s.Client.PingAsync(Ct), TimeSpan.FromMilliseconds(50));
            return s.Time.GetUtcNow() - began;
        }
    }

    [Fact]
    public async Task A_cut_connection_is_asked_again()
    {
        await using var s = RestScenario.InTurn(new Answer.Cut(), new Answer.HalfAnswer("{"), Answer.Json("{}"));
        Assert.IsType<ExchangeResult<Done>.Ok>(await s.DriveAsync(s.Client.PingAsync(Ct)));
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":-1121,"msg":"Invalid symbol."}""", 400));

        var error = Assert.IsType<ExchangeResult<OrderBook>.Refused>(await s.Client.DepthAsync(RestScenario.Btc, 5, Ct)).Error;

        Assert.Equal((400, -1121, ExchangeErrorKind.UnknownSymbol), (error.HttpStatus, error.Code, error.Kind));
        Assert.Equal("Borsa bu sembolü tanımıyor.", error.Describe("tr"));
        Assert.Single(s.Server.Received);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var s = RestScenario.Always(Answer.Plain(302, "", "Location: /elsewhere\r\n"));

        Assert.IsType<ExchangeResult<AccountReport>.Unreachable>(await s.Client.AccountAsync(Ct));
        Assert.DoesNotContain(s.Server.Received, r => r.Path == "/elsewhere");
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_gets_a_cancellation()
    {
        await using var s = RestScenario.Always(new Answer.Silence());
        using var patience = new CancellationTokenSource();
        var ping = s.Client.PingAsync(patience.Token);
        await s.Server.ArrivalAsync(Ct);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ping);
    }

    [Fact]
    public async Task The_clock_is_set_by_the_exchanges_time()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"serverTime":1591702615000}"""));

        Assert.IsType<ExchangeResult<Done>.Ok>(await s.Client.RefreshClockAsync(Ct));

        Assert.Equal(1591702615000, s.Clock.Now);
        Assert.Equal(TimeSpan.FromMilliseconds(1057), s.Clock.Offset);
    }

    [Fact]
    public async Task Instruments_are_the_perpetual_contracts_with_their_filters()
    {
        await using var s = RestScenario.Always(Answer.Json(Encoding.UTF8.GetString(Fixture.Rest("nautilus.market-exchange-info.json"))));

        var instruments = Value(await s.Client.ExchangeInfoAsync(Ct));

        Assert.Equal(["BTCUSDT", "ETHUSDT"], instruments.Select(i => i.Symbol.Value));
        var btc = instruments[0];
        Assert.Equal((true, "BTC", 10m), (btc.IsTrading, btc.BaseAsset, btc.MinimumNotional));
        Assert.Equal(new PriceRule(402, 1246396.60m, 0.10m), btc.Price);
        Assert.Equal(new LotRule(0.001m, 1000, 0.001m), btc.MarketLot);
        Assert.Equal((1.1m, 0.5454m), (btc.PriceMultiplierUp, btc.PriceMultiplierDown));
    }

    [Fact]
    public async Task A_contract_whose_filters_are_incomplete_is_left_out()
    {
        var info = Encoding.UTF8.GetString(Fixture.Rest("nautilus.market-exchange-info.json"));
        await using var s = RestScenario.Always(Answer.Json(info.Replace("MIN_NOTIONAL", "SOMETHING_NEW", StringComparison.Ordinal)));

        Assert.Empty(Value(await s.Client.ExchangeInfoAsync(Ct)));
    }

    [Fact]
    public async Task Flat_positions_are_not_positions()
    {
        await using var s = RestScenario.Always(Answer.Json(
            """[{"symbol":"BTCUSDT","positionSide":"BOTH","positionAmt":"0.000","entryPrice":"0.0","markPrice":"1","unRealizedProfit":"0","updateTime":0},{"symbol":"ETHUSDT","positionSide":"BOTH","positionAmt":"-2","entryPrice":"3000","markPrice":"2900","unRealizedProfit":"200","liquidationPrice":"0","updateTime":5}]"""));

        var position = Assert.Single(Value(await s.Client.PositionsAsync(null, Ct)));

        Assert.Equal(("ETHUSDT", -2m, 200m, null), (position.Symbol.Value, position.Quantity, position.UnrealizedPnl, position.LiquidationPrice));
    }

    [Fact]
    public async Task A_foreign_order_of_a_type_without_a_name_keeps_the_exchanges_word()
    {
        await using var s = RestScenario.Always(Answer.Json(Encoding.UTF8.GetString(Fixture.Rest("trading.get-open-orders.json"))));

        var order = Assert.Single(Value(await s.Client.OpenOrdersAsync(null, Ct)));

        Assert.Equal((null, "TRAILING_STOP_MARKET", OrderStatus.New, 9300m), (order.Type, order.TypeWord, order.Status, order.StopPrice));
        Assert.Equal("abc", order.ClientOrderId);
        Assert.Null(order.AveragePrice);
    }

    [Fact]
    public async Task A_row_that_cannot_be_named_does_not_hide_the_others()
    {
        var row = RestScenario.OrderJson();
        await using var s = RestScenario.Always(Answer.Json($"[{row.Replace("BTCUSDT", "btc usdt", StringComparison.Ordinal)},{row}]"));

        Assert.Single(Value(await s.Client.OpenOrdersAsync(null, Ct)));
        Assert.Contains(s.Logs.Lines, l => l.Line.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filled_order_tells_its_average_price()
    {
        var row = RestScenario.OrderJson(status: "FILLED").Replace("\"executedQty\":\"0\"", "\"executedQty\":\"0.001\",\"avgPrice\":\"59999.5\"", StringComparison.Ordinal);
        await using var s = RestScenario.Always(Answer.Json(row));

        var order = Value(await s.Client.OrderAsync(RestScenario.Btc, OrderKey.Of(22542179), Ct));

        Assert.Equal((59999.5m, 0.001m, OrderStatus.Filled), (order.AveragePrice, order.Executed, order.Status));
        Assert.Equal("22542179", s.Server.Received[0]["orderId"]);
    }

    [Fact]
    public async Task Fills_are_asked_for_from_a_trade_id_on()
    {
        await using var s = RestScenario.Always(Answer.Json(Encoding.UTF8.GetString(Fixture.Rest("nautilus.account-trades.json"))));

        var fills = Value(await s.Client.UserTradesAsync(Symbol.Parse("ETHUSDT"), 82357626, Ct));

        Assert.Equal([82357626L, 82357629L], fills.Select(f => f.TradeId));
        Assert.Equal((Side.Sell, 2778.35m, 0.0055567m), (fills[0].Side, fills[0].Price, fills[0].Fee));
        Assert.Equal("82357626", s.Server.Received[0]["fromId"]);
    }

    [Fact]
    public async Task Leverage_is_set_once()
    {
        await using var s = RestScenario.Always(new Answer.Cut());

        Assert.IsType<ExchangeResult<SymbolSettings>.Unreachable>(await s.Client.SetLeverageAsync(RestScenario.Btc, 5, Ct));
        Assert.Single(s.Server.Received);
    }

    [Fact]
    public async Task An_order_test_places_nothing()
    {
        await using var s = RestScenario.Always(Answer.Json("{}"));

        Assert.IsType<ExchangeResult<Done>.Ok>(await s.Client.TestOrderAsync(OrderRequest.From(RestScenario.Limit()), Ct));
        Assert.Equal("/fapi/v1/order/test", Assert.Single(s.Server.Received).Path);
    }

    private static T Value<T>(ExchangeResult<T> result) => Assert.IsType<ExchangeResult<T>.Ok>(result).Value;
}
