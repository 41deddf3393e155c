using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Tests.Servers;
using Spark.Domain.Orders;

namespace Spark.Binance.Tests.Rest;

public sealed class AlgoOrderTests
{
    private static readonly OrderIntent Stop = RestScenario.Limit() with { Type = OrderType.Stop, Side = Side.Sell, Price = 59000m, StopPrice = 59500m, ReduceOnly = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_goes_to_the_algo_service_with_its_trigger_and_its_id()
    {
        await using var s = RestScenario.Always(Answer.Json(AlgoJson()));

        var accepted = Assert.IsType<AlgoPlaceResult.Accepted>(await s.Client.PlaceAlgoOrderAsync(AlgoOrderRequest.From(Stop), Ct));

        var sent = Assert.Single(s.Server.Received);
        Assert.Equal("/fapi/v1/algoOrder", sent.Path);
        Assert.StartsWith(
            "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP&quantity=0.001&triggerPrice=59500&price=59000&timeInForce=GTC&reduceOnly=true&clientAlgoId=spk-0001&",
            sent.Body, StringComparison.Ordinal);
        Assert.Equal((2146760L, "spk-0001", 59500m, true), (accepted.Order.AlgoId, accepted.Order.ClientAlgoId, accepted.Order.TriggerPrice, accepted.Order.IsWaiting));
    }

    [Fact]
    public async Task A_market_stop_names_no_price()
    {
        await using var s = RestScenario.Always(Answer.Json(AlgoJson(type: "STOP_MARKET")));
        await s.Client.PlaceAlgoOrderAsync(AlgoOrderRequest.From(Stop with { Type = OrderType.StopMarket, Price = null }), Ct);
        Assert.Null(s.Server.Received[0]["price"]);
        Assert.Null(s.Server.Received[0]["timeInForce"]);
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_the_stop_is_sent_once()
    {
        await using var s = RestScenario.Always(new Answer.Cut());
        Assert.IsType<AlgoPlaceResult.Unknown>(await s.Client.PlaceAlgoOrderAsync(AlgoOrderRequest.From(Stop), Ct));
        Assert.Single(s.Server.Received);
    }

    [Theory]
    [InlineData("""{"code":-2021,"msg":"Order would immediately trigger."}""", 400, typeof(AlgoPlaceResult.Rejected))]
    [InlineData("""{"code":-1007,"msg":"Timeout waiting for response."}""", 408, typeof(AlgoPlaceResult.Unknown))]
    [InlineData("""{"code":-4116,"msg":"ClientOrderId is duplicated."}""", 400, typeof(AlgoPlaceResult.Unknown))]
    [InlineData("""{"algoId":1,"clientAlgoId":"another","algoStatus":"NEW","orderType":"STOP","symbol":"BTCUSDT","side":"SELL","updateTime":1}""", 200, typeof(AlgoPlaceResult.Unknown))]
    [InlineData("{}", 200, typeof(AlgoPlaceResult.Unknown))]
    public async Task An_answer_proves_only_what_it_says(string body, int status, Type outcome)
    {
        await using var s = RestScenario.Always(Answer.Json(body, status));
        Assert.IsType(outcome, await s.Client.PlaceAlgoOrderAsync(AlgoOrderRequest.From(Stop), Ct));
    }

    [Theory]
    [InlineData("""{"algoId":2146760,"clientAlgoId":"spk-0001","code":"200","msg":"success"}""", 200, typeof(AlgoCancelResult.Canceled))]
    [InlineData("""{"code":-2011,"msg":"Unknown order sent."}""", 400, typeof(AlgoCancelResult.AlreadyGone))]
    [InlineData("""{"code":-4117,"msg":"stop order is triggering"}""", 400, typeof(AlgoCancelResult.Triggering))]
    [InlineData("""{"code":-2015,"msg":"Invalid API-key"}""", 401, typeof(AlgoCancelResult.Rejected))]
    [InlineData("""{"algoId":2146760,"clientAlgoId":"spk-0001","code":"500","msg":"?"}""", 200, typeof(AlgoCancelResult.Unknown))]
    public async Task A_cancel_tells_what_became_of_the_stop(string body, int status, Type outcome)
    {
        await using var s = RestScenario.Always(Answer.Json(body, status));
        Assert.IsType(outcome, await s.Client.CancelAlgoOrderAsync(AlgoOrderKey.Of(2146760), Ct));
        Assert.Equal(("DELETE", "2146760"), (s.Server.Received[0].Method, s.Server.Received[0]["algoId"]));
    }

    [Fact]
    public async Task A_lost_cancel_is_asked_again()
    {
        await using var s = RestScenario.InTurn(new Answer.Cut(), Answer.Json("""{"algoId":1,"clientAlgoId":"spk-0001","code":"200","msg":"success"}"""));
        Assert.IsType<AlgoCancelResult.Canceled>(await s.DriveAsync(s.Client.CancelAlgoOrderAsync(AlgoOrderKey.Of(ClientOrderId.Parse("spk-0001")), Ct)));
        Assert.All(s.Server.Received, r => Assert.Equal("spk-0001", r["clientAlgoId"]));
    }

    [Fact]
    public async Task Recorded_replies_of_the_algo_service_are_read()
    {
        var open = System.Text.Encoding.UTF8.GetString(Fixture.Rest("trading.get-open-conditional-orders.json"));
        var canceled = System.Text.Encoding.UTF8.GetString(Fixture.Rest("trading.cancel-conditional-order.json"));
        await using var s = RestScenario.Answering(r => Answer.Json(r.Method == "DELETE" ? canceled : open));

        var order = Assert.Single(Assert.IsType<ExchangeResult<System.Collections.Immutable.ImmutableArray<Binance.Reports.AlgoOrderReport>>.Ok>(
            await s.Client.OpenAlgoOrdersAsync(null, Ct)).Value);
        var gone = Assert.IsType<AlgoCancelResult.Canceled>(await s.Client.CancelAlgoOrderAsync(AlgoOrderKey.OfForeign("0Xkl1p621E4EryvufmYre1"), Ct));

        Assert.Equal((2148627L, "BNBUSDT", OrderType.TakeProfit, 750m, "NEW"), (order.AlgoId, order.Symbol.Value, order.Type, order.TriggerPrice, order.Status));
        Assert.Null(order.ActualOrderId);
        Assert.Equal(3000000000003505, gone.AlgoId);
    }

    [Fact]
    public async Task A_triggered_stop_names_the_order_that_it_became()
    {
        await using var s = RestScenario.Always(Answer.Json(AlgoJson(status: "TRIGGERED", extra:
            """,  "actualOrderId":"8886774","actualPrice":"59490.10","actualQty":"0.001","triggerTime":1750485492077""")));

        var order = Assert.IsType<ExchangeResult<Binance.Reports.AlgoOrderReport>.Ok>(await s.Client.AlgoOrderAsync(AlgoOrderKey.Of(2146760), Ct)).Value;

        Assert.Equal((8886774L, 59490.10m, 0.001m), (order.ActualOrderId, order.AveragePrice, order.Executed));
        Assert.False(order.IsWaiting);
    }

    [Fact]
    public async Task Every_waiting_stop_of_a_symbol_is_taken_back_in_one_call()
    {
        await using var s = RestScenario.Always(Answer.Json("""{"code":"200","msg":"The operation of cancel all open order is done."}"""));
        Assert.IsType<ExchangeResult<Done>.Ok>(await s.Client.CancelAllAlgoOrdersAsync(RestScenario.Btc, Ct));
        Assert.Equal(("DELETE", "/fapi/v1/algoOpenOrders", "BTCUSDT"), (s.Server.Received[0].Method, s.Server.Received[0].Path, s.Server.Received[0]["symbol"]));
    }

    private static string AlgoJson(string status = "NEW", string type = "STOP", string extra = "") =>
        $$"""{"algoId":2146760,"clientAlgoId":"spk-0001","algoType":"CONDITIONAL","orderType":"{{type}}","symbol":"BTCUSDT","side":"SELL","positionSide":"BOTH","timeInForce":"GTC","quantity":"0.001","algoStatus":"{{status}}","triggerPrice":"59500.00","price":"59000.00","icebergQuantity":null,"workingType":"CONTRACT_PRICE","closePosition":false,"priceProtect":false,"reduceOnly":true,"createTime":1750485492076,"updateTime":1750485492076,"goodTillDate":0{{extra}}}""";
}
