using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>position.close over real sockets: what it says, what it does, and that nothing which is down keeps anybody in a position.</summary>
public sealed class CloseTests
{
    private const string Close = "/futures/position.close";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_position_is_closed_whole_by_its_holder_without_a_confirmation()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);

        var closed = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT"}""", Ct);

        Assert.Equal((200, true, "closed", "SELL", 0.002m, 0.002m, 0m), (closed.Status, closed.At("ok").GetBoolean(), closed.TextAt("orders.0.result"), closed.TextAt("orders.0.side"),
            closed.NumberAt("orders.0.quantity"), closed.NumberAt("orders.0.positionBefore"), closed.NumberAt("orders.0.positionAfter")));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.True((await s.Exchange.FindAsync("BTCUSDT", closed.TextAt("orders.0.clientOrderId"), Ct))!.ReduceOnly);
        await s.UntilAsync(state => state.Exchange.Positions.IsEmpty && state.Ledger.Open.IsEmpty, Ct);
    }

    [Fact]
    public async Task What_has_only_just_filled_is_closed_with_the_rest()
    {
        await using var s = await Scenario.StartAsync(Ct);
        for (var round = 0; round < 5; round++)
        {
            // The stream tells of the position some time after the answer told of the fill.
            s.Exchange.Fault(FaultKind.ReorderUserEvents);
            Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);

            var closed = await s.Executor.PostAsync(Close, "{}", Ct);

            Assert.Equal((200, "closed"), (closed.Status, closed.TextAt("orders.0.result")));
            Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        }
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_changes_nothing()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.003m);
        await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.003m, Ct, """ "type":"STOP_MARKET","stopPrice":40000,"reduceOnly":true """);

        var dry = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT","fraction":0.5,"dryRun":true}""", Ct);

        Assert.Equal((200, true, true), (dry.Status, dry.At("dryRun").GetBoolean(), dry.At("simulated").GetBoolean()));
        Assert.Equal(("wouldClose", 0.001m, 0.0015m, 0.001m, 0.003m, 0.002m), (dry.TextAt("would.0.result"), dry.NumberAt("would.0.quantity"), dry.NumberAt("would.0.requested"),
            dry.NumberAt("would.0.step"), dry.NumberAt("would.0.positionBefore"), dry.NumberAt("would.0.positionAfter")));
        Assert.Contains("rounded down to the step of 0.001", dry.TextAt("would.0.message"));
        Assert.True(dry.NumberAt("would.0.estimatedFillPrice") > 0 && dry.Has("would.0.estimatedPnl"));
        Assert.Equal("STOP_MARKET", dry.TextAt("stillWaiting.0.type"));
        Assert.Equal(0.003m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task A_fraction_is_rounded_down_to_the_step_and_the_answer_says_so()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.003m);

        var half = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT","fraction":0.5}""", Ct);

        Assert.Equal(("closed", 0.001m, 0.002m), (half.TextAt("orders.0.result"), half.NumberAt("orders.0.executedQuantity"), half.NumberAt("orders.0.positionAfter")));
        Assert.Contains("0.0015", half.TextAt("orders.0.message"));
        Assert.Equal(0.002m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        var tooSmall = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT","fraction":0.1}""", Ct);
        Assert.Equal((400, "InvalidOrder"), (tooSmall.Status, tooSmall.Error));
        Assert.Contains("0.001 BTC", tooSmall.TextAt("message"));
    }

    [Fact]
    public async Task Every_position_is_closed_and_one_that_may_not_be_traded_holds_up_no_other()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_SYMBOLS", "BTCUSDT"));
        await HoldAsync(s, -0.002m);
        await s.Exchange.PlaceForeignAsync("ETHUSDT", Side.Buy, 0.05m, null, "web_eth", Ct);
        await s.UntilAsync(state => state.Exchange.Positions.Count == 2, Ct);

        var all = await s.Executor.PostAsync(Close, "{}", Ct);

        Assert.Equal((200, false), (all.Status, all.At("ok").GetBoolean()));
        var rows = all.At("orders").EnumerateArray().ToDictionary(row => row.GetProperty("symbol").GetString()!);
        Assert.Equal(("closed", "BUY"), (rows["BTCUSDT"].GetProperty("result").GetString(), rows["BTCUSDT"].GetProperty("side").GetString()));
        Assert.Equal(("refused", "SymbolNotAllowed"), (rows["ETHUSDT"].GetProperty("result").GetString(), rows["ETHUSDT"].GetProperty("error").GetString()));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task An_agent_is_given_no_token_and_the_page_shows_what_would_change_before_it_closes()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);

        var asked = await s.Executor.AsAgent().PostAsync("/actions", """{"action":"/futures/position.close","params":{},"dryRun":false,"confirm_required":true}""", Ct);
        Assert.Equal((428, false), (asked.Status, asked.Has("confirmation.token")));
        Assert.Equal("wouldClose", asked.TextAt("confirmation.would.0.result"));
        var id = asked.TextAt("confirmation.id");
        var shown = await s.Executor.AsConfirmer().GetAsync($"/confirmations/{id}", Ct);
        Assert.Equal((0.002m, false), (shown.NumberAt("confirmation.would.0.quantity"), shown.At("raisesExposure").GetBoolean()));
        var done = await s.Executor.AsConfirmer().PostAsync($"/confirmations/{id}", """{"confirmer":"confirmation page"}""", Ct);

        Assert.Equal((200, "closed"), (done.Status, done.TextAt("orders.0.result")));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Contains(await s.AuditAsync(Ct), record => record.GetProperty("kind").GetString() == "order.intended" && record.ToString().Contains("confirmation page", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_resting_take_profit_that_holds_the_position_is_cancelled_first_and_a_waiting_stop_is_named()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        var profit = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, FormattableString.Invariant($""" "type":"LIMIT","price":{decimal.Round(mark * 1.03m, 0)},"reduceOnly":true """));
        var stop = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, """ "type":"STOP_MARKET","stopPrice":40000,"reduceOnly":true """);
        Assert.Equal((200, 200), (profit.Status, stop.Status));
        var dry = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT","dryRun":true}""", Ct);
        Assert.Equal(profit.TextAt("order.clientOrderId"), dry.TextAt("would.0.cancelsFirst.0.clientOrderId"));

        var closed = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT"}""", Ct);

        Assert.Equal((200, "closed", 0.002m), (closed.Status, closed.TextAt("orders.0.result"), closed.NumberAt("orders.0.executedQuantity")));
        Assert.Equal((profit.TextAt("order.clientOrderId"), stop.TextAt("order.clientOrderId")), (closed.TextAt("cancelled.0.clientOrderId"), closed.TextAt("stillWaiting.0.clientOrderId")));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        Assert.Single(await s.Exchange.WaitingStopsAsync(Ct));
    }

    [Theory]
    [InlineData("0.5", 0.002, 0.006)]
    [InlineData("1", 0.008, 0)]
    public async Task A_part_is_never_more_than_was_asked_for_when_the_position_grows_while_an_order_is_cleared_away(string fraction, decimal sold, decimal held)
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.004m);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.003m, Ct, FormattableString.Invariant($""" "type":"LIMIT","price":{decimal.Round(mark * 1.03m, 0)},"reduceOnly":true """))).Status);
        s.Exchange.Fault(new FaultRule(FaultKind.RequestDelay) { Route = "DELETE /fapi/v1/order", Milliseconds = 1_500 });

        var closing = s.Executor.PostAsync(Close, $$"""{"symbol":"BTCUSDT","fraction":{{fraction}}}""", Ct);
        await s.UntilAsync(state => !state.Closings.IsEmpty, Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.004m, null, "web_more", Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse("BTCUSDT")).Quantity == 0.008m, Ct);
        Assert.False(closing.IsCompleted);

        var closed = await closing;
        Assert.Equal((200, sold), (closed.Status, closed.At("orders").EnumerateArray().Sum(order => order.GetProperty("executedQuantity").GetDecimal())));
        Assert.Equal(held, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task Everything_is_closed_while_the_streams_are_down_the_market_is_stale_and_the_breaker_is_open()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_MARKET_AGE", "0.1"));
        await HoldAsync(s, 0.002m);
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", "{}", Ct)).Status);
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = "POST /fapi/v1/listenKey", Status = 503, Code = -1001 });
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = "GET /fapi/v1/premiumIndex", Status = 503, Code = -1001 });
        s.Exchange.Fault(new FaultRule(FaultKind.SilentSocket) { Target = SocketTarget.Market });
        s.Exchange.Fault(new FaultRule(FaultKind.CutSockets) { Target = SocketTarget.User });
        await s.EventuallyAsync("/futures/health", reply => reply.TextAt("status") == "degraded", Ct);
        // Placed elsewhere, and no stream tells of them.
        await s.Exchange.PlaceForeignAsync("ETHUSDT", Side.Buy, 0.05m, null, "web_eth", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.001m, 56_000, "web_limit", Ct);
        await s.Exchange.PlaceForeignStopAsync("BTCUSDT", Side.Sell, 0.001m, 40_000, "web_stop", Ct, reduceOnly: true);

        var cancelled = await s.Executor.PostAsync("/futures/order.cancelAll", "{}", Ct);
        var closed = await s.Executor.PostAsync(Close, "{}", Ct);

        Assert.Equal((200, 200), (cancelled.Status, closed.Status));
        Assert.Equal(["web_limit", "web_stop"], cancelled.At("orders").EnumerateArray().Select(order => order.GetProperty("clientOrderId").GetString()!).Order());
        Assert.Equal(["BTCUSDT", "ETHUSDT"], closed.At("orders").EnumerateArray().Select(order => order.GetProperty("symbol").GetString()!).Order());
        Assert.Equal((0, 0), (await s.Exchange.PositionAsync("BTCUSDT", Ct), await s.Exchange.PositionAsync("ETHUSDT", Ct)));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
    }

    [Fact]
    public async Task Cancelling_all_goes_on_past_one_that_the_exchange_refuses_and_tells_of_each()
    {
        await using var s = await Scenario.StartAsync(Ct);
        foreach (var price in (int[])[55_500, 55_600, 55_700])
        {
            await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"type\":\"LIMIT\",\"price\":{price}"));
        }
        s.Exchange.RefuseNext(-1130, "Data sent for a parameter is not valid.", "DELETE /fapi/v1/order");

        var cancelled = await s.Executor.PostAsync("/futures/order.cancelAll", "{}", Ct);

        Assert.Equal(200, cancelled.Status);
        var rows = cancelled.At("orders").EnumerateArray().ToArray();
        Assert.Equal(["canceled", "canceled", "failed"], rows.Select(row => row.GetProperty("result").GetString()!).Order());
        var failed = rows.Single(row => row.GetProperty("result").GetString() == "failed");
        Assert.Equal(failed.GetProperty("clientOrderId").GetString(), Assert.Single(await s.Exchange.OpenOrdersAsync(Ct)).ClientOrderId);
        Assert.Contains("not valid", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_close_whose_answer_is_lost_is_neither_a_success_nor_a_failure_and_is_never_sent_again()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        s.Exchange.Fault(FaultKind.SilenceUserStream); // its report would prove the close before the answer is lost
        s.Exchange.Fault(FaultKind.ExecutedAnswerLost, 1, FaultRule.OrderRoute);

        var lost = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT"}""", Ct);

        Assert.Equal((503, "ExecutionUnknown"), (lost.Status, lost.Error));
        var order = await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={lost.TextAt("clientOrderId")}&wait=15000", Ct);
        Assert.Equal(("closed", "FILLED"), (order.TextAt("order.state"), order.TextAt("order.status")));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Equal(2, (await s.Exchange.TradesAsync("BTCUSDT", Ct)).DistinctBy(trade => trade.OrderId).Count());
    }

    [Fact]
    public async Task Asked_again_under_its_key_it_answers_the_first_outcome_and_closes_nothing_more()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.004m);
        var caller = s.Executor.WithKey("half-once");

        var first = await caller.PostAsync(Close, """{"symbol":"BTCUSDT","fraction":0.5}""", Ct);
        await s.RestartExecutorAsync(Ct);
        var again = await s.Executor.WithKey("half-once").PostAsync(Close, """{"symbol":"BTCUSDT","fraction":0.5}""", Ct);

        Assert.Equal((200, 200, true), (first.Status, again.Status, again.At("replayed").GetBoolean()));
        Assert.Equal(first.TextAt("orders.0.clientOrderId"), again.TextAt("orders.0.clientOrderId"));
        Assert.Equal(0.002m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task Where_nothing_is_held_a_named_position_is_refused_and_all_of_them_are_none()
    {
        await using var s = await Scenario.StartAsync(Ct);

        var named = await s.Executor.PostAsync(Close, """{"symbol":"BTCUSDT"}""", Ct);
        var all = await s.Executor.PostAsync(Close, "{}", Ct);

        Assert.Equal((400, "InvalidOrder"), (named.Status, named.Error));
        Assert.Equal((200, true, 0), (all.Status, all.At("ok").GetBoolean(), all.At("orders").GetArrayLength()));
    }

    // By orders of somebody else, which no limit of Spark's holds.
    private static async Task HoldAsync(Scenario s, decimal quantity)
    {
        await s.Exchange.PlaceForeignAsync("BTCUSDT", quantity > 0 ? Side.Buy : Side.Sell, Math.Abs(quantity), null, "web_position", Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse("BTCUSDT")).Quantity == quantity && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty, Ct);
    }
}
