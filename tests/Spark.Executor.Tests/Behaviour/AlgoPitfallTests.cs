using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>The reference's pitfalls of conditional orders, a row each; what a stop does in its life is in <see cref="StopTests"/>.</summary>
public sealed class AlgoPitfallTests
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Row 15.
    [Fact]
    public async Task A_stop_never_goes_to_the_plain_order_s_door()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = FaultRule.OrderRoute, Status = 400, Code = -4120 });

        var stop = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, """ "type":"STOP_MARKET","stopPrice":40000,"reduceOnly":true """);

        Assert.Equal(200, stop.Status);
        Assert.Single(await s.Exchange.WaitingStopsAsync(Ct));
    }

    // Row 16.
    [Fact]
    public async Task Cancelling_all_of_a_symbol_takes_back_its_orders_of_both_services_and_no_other_symbol_s()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":55500 """);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"STOP_MARKET","stopPrice":95000 """);
        await s.Exchange.PlaceForeignStopAsync("ETHUSDT", Side.Buy, 0.02m, 9_000, "web_eth", Ct);
        await s.UntilAsync(state => state.Ledger.Open.Count == 3, Ct);

        var dry = await s.Executor.PostAsync("/futures/order.cancelAll", """{"symbol":"BTCUSDT","dryRun":true}""", Ct);
        var cancelled = await s.Executor.PostAsync("/futures/order.cancelAll", """{"symbol":"BTCUSDT"}""", Ct);

        Assert.Equal(["LIMIT", "STOP_MARKET"], dry.At("would").EnumerateArray().Select(row => row.GetProperty("type").GetString()!).Order());
        Assert.Equal((200, true, 2), (cancelled.Status, cancelled.At("ok").GetBoolean(), cancelled.At("orders").GetArrayLength()));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        Assert.Equal("web_eth", Assert.Single(await s.Exchange.WaitingStopsAsync(Ct)).ClientAlgoId);
    }

    // Row 17, for a stop of Spark's own: by its algo id, when nobody has told that it triggered.
    [Fact]
    public async Task A_stop_that_has_triggered_is_cancelled_by_its_algo_id_all_the_same()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        var stop = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, FormattableString.Invariant($""" "type":"STOP","stopPrice":{decimal.Round(mark * 1.01m, 0)},"price":56000 """));
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(mark * 1.02m, 1), Ct);
        await s.EventuallyAsync(() => s.Executor.GetAsync("/healthz", Ct), _ => s.Exchange.OpenOrdersAsync(Ct).GetAwaiter().GetResult().Length == 1, Ct);

        var cancelled = await s.Executor.PostAsync("/futures/order.cancel", FormattableString.Invariant($$"""{"symbol":"BTCUSDT","orderId":{{stop.NumberAt("order.orderId")}}}"""), Ct);

        Assert.Equal((200, "canceled"), (cancelled.Status, cancelled.TextAt("orders.0.result")));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
    }

    // Rows 18 and 19.
    [Theory]
    [InlineData(-2022)]
    [InlineData(-4118)]
    public async Task A_close_that_the_exchange_refuses_is_told_in_its_words_and_the_account_is_read_anew(int code)
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        var before = s.Account.View.Exchange.ReadFrom;
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Count = 1, Route = FaultRule.OrderRoute, Status = 400, Code = code });

        var refused = await s.Executor.PostAsync("/futures/position.close", """{"symbol":"BTCUSDT"}""", Ct);

        Assert.Equal((502, "ExchangeRejected", (decimal)code), (refused.Status, refused.Error, refused.NumberAt("exchange.code")));
        await s.UntilAsync(state => state.Exchange.ReadFrom > before, Ct);
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/position.close", """{"symbol":"BTCUSDT"}""", Ct)).Status);
    }

    // Row 20.
    [Fact]
    public async Task What_is_worth_less_than_the_minimum_notional_is_closed_all_the_same()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.001m);
        await s.Exchange.MoveToAsync("BTCUSDT", 55_100, Ct);

        var closed = await s.Executor.PostAsync("/futures/position.close", """{"symbol":"BTCUSDT"}""", Ct);

        Assert.Equal("closed", closed.TextAt("orders.0.result"));
    }

    // Row 42.
    [Fact]
    public async Task A_stop_that_closes_the_whole_position_is_known_and_gone_from_the_ledger_when_its_position_is()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        await s.Exchange.SetAsync("/fapi/v1/algoOrder", "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=40000&clientAlgoId=web_all&closePosition", "true", Ct);
        await s.UntilAsync(state => state.Ledger.Open.ContainsKey(ClientOrderId.Parse("web_all")), Ct);

        var closed = await s.Executor.PostAsync("/futures/position.close", """{"symbol":"BTCUSDT"}""", Ct);

        Assert.Equal("closed", closed.TextAt("orders.0.result"));
        await s.EventuallyAsync("/futures/openOrders", reply => reply.At("orders").GetArrayLength() == s.Exchange.WaitingStopsAsync(Ct).GetAwaiter().GetResult().Length, Ct);
        Assert.False((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
    }

    // Row 42 again: it goes on to the plain order, whose size nobody knew before.
    [Fact]
    public async Task A_stop_of_the_whole_position_that_triggers_is_followed_with_the_size_that_it_turned_out_to_have()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_DAILY_LOSS_LIMIT", "1000"));
        await HoldAsync(s, 0.002m);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        await s.Exchange.SetAsync("/fapi/v1/algoOrder", FormattableString.Invariant(
            $"algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice={decimal.Round(mark * 0.99m, 0)}&clientAlgoId=web_all&closePosition"), "true", Ct);
        await s.UntilAsync(state => state.Ledger.Open.ContainsKey(ClientOrderId.Parse("web_all")), Ct);

        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(mark * 0.98m, 1), Ct);

        await s.UntilAsync(state => state.Exchange.PositionIn(Btc).IsFlat && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty, Ct);
        Assert.False((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
    }

    private static async Task HoldAsync(Scenario s, decimal quantity)
    {
        await s.Exchange.PlaceForeignAsync("BTCUSDT", quantity > 0 ? Side.Buy : Side.Sell, Math.Abs(quantity), null, "web_position", Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Btc).Quantity == quantity && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty, Ct);
    }
}
