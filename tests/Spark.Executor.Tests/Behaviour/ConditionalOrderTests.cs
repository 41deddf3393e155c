using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>Orders of the algo service, which Spark may not have placed: seen, counted, followed and cancelled like the others.</summary>
public sealed class ConditionalOrderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_foreign_stop_is_adopted_shown_as_foreign_counted_and_cancelled_with_the_others(bool beforeTheStart)
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_POSITION_SIZE", "0.003"));
        if (beforeTheStart) await s.StopExecutorAsync();
        await s.Exchange.PlaceForeignStopAsync("BTCUSDT", Side.Buy, 0.002m, 89_000, "web_stop", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.001m, 56_000, "web_limit", Ct);
        if (beforeTheStart) await s.StartExecutorAsync(settings => settings, Ct);

        var seen = await s.EventuallyAsync("/futures/openOrders", reply => reply.Has("orders.1"), Ct);
        var stop = seen.At("orders").EnumerateArray().Single(order => order.GetProperty("conditional").GetBoolean());
        Assert.Equal(("web_stop", "foreign", "STOP_MARKET", 89_000m), (stop.GetProperty("clientOrderId").GetString(), stop.GetProperty("origin").GetString(),
            stop.GetProperty("type").GetString(), stop.GetProperty("stopPrice").GetDecimal()));
        Assert.Equal("MaxPositionSizeExceeded", (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Error);

        var cancelled = await s.Executor.PostAsync("/futures/order.cancelAll", null, Ct);
        Assert.Equal((200, true, 2), (cancelled.Status, cancelled.At("ok").GetBoolean(), cancelled.At("orders").GetArrayLength()));
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        await s.UntilAsync(state => state.Ledger.Open.IsEmpty, Ct);
    }

    [Fact]
    public async Task A_stop_is_cancelled_by_its_algo_id_and_by_its_client_id()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var one = await s.Exchange.PlaceForeignStopAsync("BTCUSDT", Side.Buy, 0.001m, 89_000, "one", Ct);
        await s.Exchange.PlaceForeignStopAsync("BTCUSDT", Side.Buy, 0.001m, 89_100, "two", Ct);
        await s.UntilAsync(state => state.Ledger.Open.Count == 2, Ct);

        var byId = await s.Executor.PostAsync("/futures/order.cancel", $$"""{"symbol":"BTCUSDT","orderId":{{one.AlgoId}}}""", Ct);
        var byName = await s.Executor.PostAsync("/futures/order.cancel", """{"symbol":"BTCUSDT","clientOrderId":"two"}""", Ct);

        Assert.Equal((200, "canceled", 200, "canceled"), (byId.Status, byId.TextAt("orders.0.result"), byName.Status, byName.TextAt("orders.0.result")));
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
    }

    [Fact]
    public async Task A_stop_that_triggers_is_followed_to_the_order_that_it_became_and_its_fills_are_its_own()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        var stop = await s.Exchange.PlaceForeignStopAsync("BTCUSDT", Side.Buy, 0.002m, decimal.Round(mark * 1.01m, 1), "web_stop", Ct);
        await s.UntilAsync(state => state.Ledger.Open.Count == 1, Ct);
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(mark * 1.02m, 1), Ct);

        var order = await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId=web_stop&wait=15000", Ct);
        Assert.Equal(("closed", "FILLED", 0.002m, (decimal)stop.AlgoId),
            (order.TextAt("order.state"), order.TextAt("order.status"), order.NumberAt("order.executedQuantity"), order.NumberAt("order.orderId")));
        var fills = await s.EventuallyAsync("/futures/fills", reply => reply.Has("fills.0"), Ct);
        await s.UntilAsync(state => state.Ledger.Open.IsEmpty && state.Fills.IsEmpty && state.Ledger.Closed.Count == 1, Ct);
        Assert.Equal(0.002m, (await s.Executor.GetAsync("/futures/positions", Ct)).NumberAt("positions.0.quantity"));
        Assert.Equal(0.002m, fills.At("fills").EnumerateArray().Sum(fill => fill.GetProperty("quantity").GetDecimal()));
        Assert.False((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
    }

    [Fact]
    public async Task The_cancel_of_a_stop_that_has_triggered_meanwhile_goes_on_to_what_it_became()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        // Its limit lies far below: once triggered it rests in the book.
        await s.Exchange.PlaceForeignStopAsync("BTCUSDT", Side.Buy, 0.002m, decimal.Round(mark * 1.01m, 1), "web_stop", Ct, price: 56_000);
        await s.UntilAsync(state => state.Ledger.Open.Count == 1, Ct);
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(mark * 1.02m, 1), Ct);
        await s.EventuallyAsync(async () => await s.Executor.GetAsync("/healthz", Ct), _ => s.Exchange.OpenOrdersAsync(Ct).GetAwaiter().GetResult().Length == 1, Ct);

        var cancelled = await s.Executor.PostAsync("/futures/order.cancel", """{"symbol":"BTCUSDT","clientOrderId":"web_stop"}""", Ct);

        Assert.Equal((200, "canceled"), (cancelled.Status, cancelled.TextAt("orders.0.result")));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        Assert.Empty((await s.Executor.GetAsync("/futures/openOrders", Ct)).At("orders").EnumerateArray());
    }
}
