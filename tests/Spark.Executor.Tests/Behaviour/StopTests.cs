using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>The four stop types, placed by Spark: a row of the reference's pitfalls each, against an exchange over real sockets.</summary>
public sealed class StopTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("STOP_MARKET", "SELL", -0.05, null)]
    [InlineData("TAKE_PROFIT_MARKET", "SELL", 0.05, null)]
    [InlineData("STOP", "SELL", -0.03, -0.031)]
    [InlineData("TAKE_PROFIT", "SELL", 0.03, 0.031)]
    public async Task Every_stop_type_is_simulated_confirmed_placed_in_the_algo_service_listed_and_cancelled(string type, string side, double away, double? limitAway)
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        var more = Stop(type, mark * (1 + (decimal)away), limitAway is { } l ? mark * (1 + (decimal)l) : null);

        var dry = await s.Executor.PostAsync("/futures/order.place", ServiceClient.OrderJson("BTCUSDT", side, 0.002m, dryRun: true, more), Ct);
        Assert.Equal((200, true, true, 0m), (dry.Status, dry.At("simulated").GetBoolean(), dry.At("evidence.passed").GetBoolean(), dry.NumberAt("evidence.positionAfter")));
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
        var placed = await s.Executor.PlaceAsync("BTCUSDT", side, 0.002m, Ct, more);

        Assert.Equal((200, type, true, "NEW", "open", true), (placed.Status, placed.TextAt("order.type"), placed.At("order.conditional").GetBoolean(), placed.TextAt("order.status"),
            placed.TextAt("order.state"), placed.At("order.reduceOnly").GetBoolean()));
        var waiting = Assert.Single(await s.Exchange.WaitingStopsAsync(Ct));
        Assert.Equal((placed.TextAt("order.clientOrderId"), placed.NumberAt("order.orderId"), type), (waiting.ClientAlgoId, waiting.AlgoId, waiting.TypeWord));
        var listed = await s.Executor.GetAsync("/futures/openOrders?symbol=BTCUSDT", Ct);
        Assert.Equal(("spark", placed.NumberAt("order.stopPrice")), (listed.TextAt("orders.0.origin"), listed.NumberAt("orders.0.stopPrice")));
        var byId = FormattableString.Invariant($"/futures/order?symbol=BTCUSDT&orderId={waiting.AlgoId}");
        Assert.Equal("open", (await s.Executor.GetAsync(byId, Ct)).TextAt("order.state"));

        var cancelled = await s.Executor.PostAsync("/futures/order.cancel", FormattableString.Invariant($$"""{"symbol":"BTCUSDT","orderId":{{waiting.AlgoId}}}"""), Ct);
        Assert.Equal((200, "canceled", type), (cancelled.Status, cancelled.TextAt("orders.0.result"), cancelled.TextAt("orders.0.type")));
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
        Assert.DoesNotContain(s.Log.Lines, line => line.Message.Contains("StopVanished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_that_would_trigger_at_once_is_refused_by_name_before_anybody_is_asked()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);

        var above = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.001m, Ct, Stop("STOP_MARKET", mark * 1.02m, reduceOnly: false));
        var below = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.001m, Ct, Stop("TAKE_PROFIT_MARKET", mark * 0.98m, reduceOnly: false));

        Assert.Equal((400, "InvalidOrder", 400, "InvalidOrder"), (above.Status, above.Error, below.Status, below.Error));
        Assert.Contains("below the price", above.TextAt("message"));
        Assert.Contains("above the price", below.TextAt("message"));
    }

    [Fact]
    public async Task A_stop_and_a_take_profit_of_the_whole_position_wait_side_by_side_also_while_the_breaker_is_open()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", "{}", Ct);

        var stop = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("STOP_MARKET", mark * 0.95m));
        var profit = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("TAKE_PROFIT_MARKET", mark * 1.05m));
        var raising = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, Stop("STOP_MARKET", mark * 1.02m, reduceOnly: false));
        var tooLarge = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.003m, Ct, Stop("STOP_MARKET", mark * 0.95m));

        Assert.Equal((200, 200), (stop.Status, profit.Status));
        Assert.Equal(("CircuitBreakerOpen", "CircuitBreakerOpen"), (raising.Error, tooLarge.Error));
        Assert.Equal(2, (await s.Exchange.WaitingStopsAsync(Ct)).Length);
    }

    [Fact]
    public async Task A_stop_that_opens_counts_towards_the_limits_while_it_waits()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_POSITION_SIZE", "0.002"));
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);

        var first = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, Stop("STOP_MARKET", mark * 1.02m, reduceOnly: false));
        var second = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, Stop("STOP_MARKET", mark * 1.03m, reduceOnly: false));
        var third = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        // At the stop's price it is over the notional limit, at the mark it isn't.
        var dear = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, Stop("STOP_MARKET", 120_000, reduceOnly: false));

        Assert.Equal((200, 200, "MaxPositionSizeExceeded", "MaxNotionalExceeded"), (first.Status, second.Status, third.Error, dear.Error));
    }

    [Fact]
    public async Task A_stop_that_triggers_closes_the_position_and_is_followed_under_its_own_ids()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_DAILY_LOSS_LIMIT", "1000"));
        await HoldAsync(s, 0.002m);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        var stop = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("STOP_MARKET", mark * 0.99m));
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(mark * 0.98m, 1), Ct);

        var order = await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={stop.TextAt("order.clientOrderId")}&wait=15000", Ct);
        Assert.Equal(("closed", "FILLED", 0.002m, stop.NumberAt("order.orderId")),
            (order.TextAt("order.state"), order.TextAt("order.status"), order.NumberAt("order.executedQuantity"), order.NumberAt("order.orderId")));
        await s.UntilAsync(state => state.Exchange.Positions.IsEmpty && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty, Ct);
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.False((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
        Assert.DoesNotContain(s.Log.Lines, line => line.Message.Contains("StopVanished", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FaultKind.ExecutedAnswerLost, "open", 1)]
    [InlineData(FaultKind.Unknown503Executed, "open", 1)]
    [InlineData(FaultKind.Unknown503NotExecuted, "notPlaced", 0)]
    public async Task A_stop_whose_answer_is_lost_is_settled_by_proof_and_never_sent_again(FaultKind fault, string state, int waiting)
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        s.Exchange.Fault(new FaultRule(fault) { Count = 1, Route = FaultRule.AlgoOrderRoute });

        var lost = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("STOP_MARKET", 40_000));

        Assert.Equal((503, "ExecutionUnknown"), (lost.Status, lost.Error));
        await s.EventuallyAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={lost.TextAt("clientOrderId")}", reply => reply.TextAt("order.state") == state, Ct);
        Assert.Equal(waiting, (await s.Exchange.WaitingStopsAsync(Ct)).Length);
    }

    [Fact]
    public async Task A_stop_that_vanishes_is_told_of_and_not_placed_again()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        var stop = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("STOP_MARKET", 40_000));

        await s.Exchange.CancelStopAsync(stop.TextAt("order.clientOrderId"), Ct);

        await s.EventuallyAsync("/futures/openOrders", reply => s.Log.Lines.Any(line => line.Message.Contains("StopVanished", StringComparison.Ordinal)), Ct);
        Assert.Empty((await s.Executor.GetAsync("/futures/openOrders", Ct)).At("orders").EnumerateArray());
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
    }

    [Fact]
    public async Task A_stop_that_vanishes_while_nobody_listens_is_found_missing_at_the_next_start()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        var stop = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("STOP_MARKET", 40_000));
        await s.StopExecutorAsync();
        await s.Exchange.CancelStopAsync(stop.TextAt("order.clientOrderId"), Ct);

        await s.StartExecutorAsync(settings => settings, Ct);

        await s.EventuallyAsync("/futures/openOrders", reply => s.Log.Lines.Any(line => line.Message.Contains("StopVanished", StringComparison.Ordinal)), Ct);
        await s.UntilAsync(state => state.Ledger.Open.IsEmpty, Ct);
    }

    [Fact]
    public async Task A_stop_whose_order_the_exchange_refuses_at_the_trigger_is_told_of()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_DAILY_LOSS_LIMIT", "1000"));
        await HoldAsync(s, 0.002m);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("STOP_MARKET", mark * 0.99m));
        // The position goes, the stop stays: at its trigger there is nothing to reduce.
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/position.close", """{"symbol":"BTCUSDT"}""", Ct)).Status);

        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(mark * 0.98m, 1), Ct);

        await s.UntilAsync(state => state.Ledger.Open.IsEmpty, Ct);
        await s.EventuallyAsync("/futures/openOrders", reply => s.Log.Lines.Any(line => line.Message.Contains("StopRefused", StringComparison.Ordinal)), Ct);
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task Stops_are_known_and_cancelled_after_a_power_cut()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await HoldAsync(s, 0.002m);
        var stop = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.002m, Ct, Stop("STOP_MARKET", 40_000));

        await s.KillExecutorAsync(Ct);

        var listed = await s.EventuallyAsync("/futures/openOrders", reply => reply.Has("orders.0"), Ct);
        Assert.Equal((stop.TextAt("order.clientOrderId"), "open"), (listed.TextAt("orders.0.clientOrderId"), listed.TextAt("orders.0.state")));
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/order.cancelAll", """{"symbol":"BTCUSDT"}""", Ct)).Status);
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
    }

    [Fact]
    public async Task A_canary_of_a_stop_runs_and_its_confirmation_places_the_stop()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);

        var run = await s.Executor.PostAsync("/canary/run", FormattableString.Invariant(
            $$"""{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","type":"STOP_MARKET","quantity":0.001,"stopPrice":{{decimal.Round(mark * 1.02m, 0)}}}"""), Ct);
        var confirmed = await s.Executor.PostAsync("/canary/confirm", """{"scope":"futures-testnet"}""", Ct);

        Assert.Equal((true, true), (run.At("ok").GetBoolean(), confirmed.At("applied").GetBoolean()));
        Assert.Single(await s.Exchange.WaitingStopsAsync(Ct));
    }

    private static string Stop(string type, decimal stop, decimal? limit = null, bool reduceOnly = true) => FormattableString.Invariant(
        $"\"type\":\"{type}\",\"stopPrice\":{decimal.Round(stop, 0)}{(limit is { } price ? $",\"price\":{FormattableString.Invariant($"{decimal.Round(price, 0)}")}" : "")}{(reduceOnly ? ",\"reduceOnly\":true" : "")}");

    private static async Task HoldAsync(Scenario s, decimal quantity)
    {
        await s.Exchange.PlaceForeignAsync("BTCUSDT", quantity > 0 ? Side.Buy : Side.Sell, Math.Abs(quantity), null, "web_position", Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse("BTCUSDT")).Quantity == quantity && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty, Ct);
    }
}
