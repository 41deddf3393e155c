using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>The way of an order from a person's request to a fill, and everything that can go wrong on it.</summary>
public sealed class OrderTests
{
    private const string Place = "/futures/order.place";

    private static readonly string Live = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_confirmed_order_fills_once_and_its_token_replays_the_first_outcome_also_after_a_restart_and_a_power_cut()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var proposed = await s.Executor.PostAsync(Place, Live, Ct);
        Assert.Equal(428, proposed.Status);
        Assert.True(proposed.At("confirm_required").GetBoolean());
        var token = proposed.TextAt("confirmation.token");
        foreach (var member in (string[])["expiresAt", "summary", "evidence", "confirmUrl"]) Assert.True(proposed.Has("confirmation." + member));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));

        var placed = await s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
        Assert.Equal((200, false, true), (placed.Status, placed.At("dryRun").GetBoolean(), placed.At("ack").GetBoolean()));
        var id = placed.TextAt("order.clientOrderId");
        var seen = await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0"), Ct);
        Assert.Equal(("LONG", 0.001m, "stream"), (seen.TextAt("positions.0.side"), seen.NumberAt("positions.0.quantity"), seen.TextAt("source")));
        Assert.Equal("closed", (await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={id}&wait=5000", Ct)).TextAt("order.state"));
        var fill = await s.EventuallyAsync("/futures/fills", reply => reply.Has("fills.0"), Ct);
        Assert.Equal(id, fill.TextAt("fills.0.clientOrderId"));

        for (var life = 0; life < 3; life++)
        {
            var replayed = await s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
            Assert.Equal((200, id, true), (replayed.Status, replayed.TextAt("order.clientOrderId"), replayed.At("replayed").GetBoolean()));
            if (life == 0) await s.RestartExecutorAsync(Ct);
            else if (life == 1) await s.KillExecutorAsync(Ct);
        }
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Equal(0.001m, (await s.Executor.GetAsync("/futures/positions", Ct)).NumberAt("positions.0.quantity"));
        Assert.Equal("ok", (await s.EventuallyAsync("/futures/health", reply => reply.TextAt("status") == "ok", Ct)).TextAt("status"));
    }

    [Fact]
    public async Task Changed_content_and_late_moved_or_forgotten_tokens_confirm_nothing()
    {
        await using var s = await Scenario.StartAsync(Ct);
        async Task<string> TokenAsync() => (await s.Executor.PostAsync(Place, Live, Ct)).TextAt("confirmation.token");
        async Task RefusedAsync(string token, string json, string reason)
        {
            var reply = await s.Executor.WithToken(token).PostAsync(Place, json, Ct);
            Assert.Equal((409, "ConfirmationInvalid", reason), (reply.Status, reply.Error, reply.TextAt("reason")));
        }

        await RefusedAsync(await TokenAsync(), ServiceClient.OrderJson("BTCUSDT", "SELL", 0.001m, dryRun: false), "changed");
        var late = await TokenAsync();
        s.Time.Advance(TimeSpan.FromSeconds(121));
        await RefusedAsync(late, Live, "expired");
        var moved = await TokenAsync();
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * 1.03m, 1), Ct);
        s.Time.Advance(TimeSpan.FromSeconds(6)); // the quote is stale and read again
        await RefusedAsync(moved, Live, "priceMoved");
        var forgotten = await TokenAsync();
        await s.RestartExecutorAsync(Ct);
        await RefusedAsync(forgotten, Live, "unknown");
        Assert.Empty(await s.Exchange.TradesAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task An_idempotency_key_works_once_waits_for_the_first_and_refuses_other_content()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var keyed = s.Executor.WithKey("k-1");
        var token = (await keyed.PostAsync(Place, Live, Ct)).TextAt("confirmation.token");
        var both = await Task.WhenAll(keyed.WithToken(token).PostAsync(Place, Live, Ct), keyed.WithToken(token).PostAsync(Place, Live, Ct));
        Assert.All(both, reply => Assert.Equal(200, reply.Status));
        Assert.Single(both.Select(reply => reply.TextAt("order.clientOrderId")).Distinct());

        Assert.True((await keyed.PostAsync(Place, Live, Ct)).At("replayed").GetBoolean());
        Assert.Equal("IdempotencyKeyReused", (await keyed.PostAsync(Place, ServiceClient.OrderJson("BTCUSDT", "SELL", 0.001m, dryRun: false), Ct)).Error);
        await s.RestartExecutorAsync(Ct);
        Assert.True((await s.Executor.WithKey("k-1").PostAsync(Place, Live, Ct)).At("replayed").GetBoolean());
        Assert.Equal(428, (await s.Executor.AsAgent().WithKey("k-1").PostAsync(Place, Live, Ct)).Status);
        Assert.Equal(400, (await s.Executor.WithKey(new string('k', 65)).PostAsync(Place, Live, Ct)).Status);
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Theory]
    [InlineData(FaultKind.ExecutedAnswerLost)]
    [InlineData(FaultKind.Unknown503Executed)]
    public async Task An_order_whose_answer_is_lost_is_looked_up_and_never_sent_twice(FaultKind fault)
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        s.Exchange.Fault(fault, count: 1);
        var lost = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        Assert.Equal((503, "ExecutionUnknown"), (lost.Status, lost.Error));

        var id = lost.TextAt("clientOrderId");
        var found = await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={id}&wait=10000", Ct);
        Assert.Equal(("closed", 0.001m), (found.TextAt("order.state"), found.NumberAt("order.executedQuantity")));
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.NotNull(await s.Exchange.FindAsync("BTCUSDT", id, Ct));
    }

    [Fact]
    public async Task An_order_that_never_arrived_counts_until_it_is_proved_absent()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_POSITION_SIZE", "0.001"));
        s.Exchange.Fault(FaultKind.Unknown503NotExecuted, count: 1);
        var lost = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        Assert.Equal("ExecutionUnknown", lost.Error);
        Assert.Equal("MaxPositionSizeExceeded", (await s.Executor.PostAsync(Place, Live, Ct)).Error);
        Assert.Equal("degraded", (await s.Executor.GetAsync("/futures/health", Ct)).TextAt("status"));

        var settled = await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={lost.TextAt("clientOrderId")}&wait=15000", Ct);
        Assert.Equal(("notPlaced", "NOT_PLACED"), (settled.TextAt("order.state"), settled.TextAt("order.status")));
        Assert.Equal(428, (await s.Executor.PostAsync(Place, Live, Ct)).Status);
    }

    [Fact]
    public async Task A_refusal_of_the_exchange_is_502_with_its_code_and_an_unreachable_exchange_503_and_nothing_sent()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = FaultRule.OrderRoute, Code = -2019, Message = "Margin is insufficient.", Count = 1 });
        var refused = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        Assert.Equal((502, "ExchangeRejected", -2019m), (refused.Status, refused.Error, refused.NumberAt("exchange.code")));
        Assert.Equal("closed", (await s.Executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={refused.TextAt("clientOrderId")}", Ct)).TextAt("order.state"));
        Assert.Empty(await s.Exchange.TradesAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task A_process_that_dies_with_an_order_on_its_way_finds_it_again_and_sends_it_no_second_time()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var proposed = await s.Executor.PostAsync(Place, Live, Ct);
        s.Exchange.Fault(new FaultRule(FaultKind.Latency) { Route = FaultRule.OrderRoute, Milliseconds = 800 });
        var placing = s.Executor.WithToken(proposed.TextAt("confirmation.token")).PostAsync(Place, Live, CancellationToken.None);
        await s.UntilAsync(state => state.Ledger.Open.Values.Any(order => order.State is OrderState.Sent), Ct);
        await s.EventuallyAsync("/audit", reply => reply.Text.Contains("order.intended", StringComparison.Ordinal), Ct);
        await s.KillExecutorAsync(Ct);
        await Record.ExceptionAsync(() => placing);

        await s.UntilAsync(state => state.Ledger.Open.IsEmpty && state.Ledger.Closed.Count == 1, Ct);
        var replayed = await s.Executor.WithToken(proposed.TextAt("confirmation.token")).PostAsync(Place, Live, Ct);
        Assert.Equal((200, true), (replayed.Status, replayed.At("replayed").GetBoolean()));
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task Cancels_reach_foreign_orders_and_a_dry_run_only_tells()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.001m, 56_000, "web_1", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.001m, 56_100, "web_2", Ct);
        var seen = await s.EventuallyAsync("/futures/openOrders", reply => reply.Has("orders.1"), Ct);
        Assert.Equal("foreign", seen.TextAt("orders.0.origin"));

        var would = await s.Executor.PostAsync("/futures/order.cancelAll", """{"dryRun":true}""", Ct);
        Assert.Equal((true, true, 2), (would.At("dryRun").GetBoolean(), would.At("simulated").GetBoolean(), would.At("would").GetArrayLength()));
        Assert.Equal(2, (await s.Exchange.OpenOrdersAsync(Ct)).Length);

        Assert.Equal(200, (await s.Executor.PostAsync("/futures/order.cancel", """{"symbol":"BTCUSDT","clientOrderId":"web_1"}""", Ct)).Status);
        Assert.Equal("OrderClosed", (await s.Executor.PostAsync("/futures/order.cancel", """{"symbol":"BTCUSDT","clientOrderId":"web_1"}""", Ct)).Error);
        Assert.Equal("OrderNotFound", (await s.Executor.PostAsync("/futures/order.cancel", """{"symbol":"BTCUSDT","orderId":987654321}""", Ct)).Error);
        var all = await s.Executor.PostAsync("/futures/order.cancelAll", null, Ct);
        Assert.Equal(("canceled", 1), (all.TextAt("orders.0.result"), all.At("orders").GetArrayLength()));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        await s.EventuallyAsync("/futures/openOrders", reply => !reply.Has("orders.0"), Ct);
    }

    [Fact]
    public async Task Repeated_user_events_count_once()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(FaultKind.DuplicateUserEvents);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        var trades = (await s.Exchange.TradesAsync("BTCUSDT", Ct)).Length;
        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse("BTCUSDT")).Quantity == 0.001m && state.Fills.IsEmpty, Ct);
        await s.EventuallyAsync("/futures/fills", reply => reply.At("fills").GetArrayLength() == trades, Ct);
        Assert.Equal(trades, (await s.AuditAsync(Ct)).Count(record => record.GetProperty("kind").GetString() == "order.fill"));
    }

    [Fact]
    public async Task What_happened_while_the_user_stream_was_down_is_fetched_once_when_it_is_back()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(FaultKind.SilenceUserStream);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.002m, null, "web_1", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.001m, 56_000, "web_2", Ct);
        s.Exchange.Heal();
        s.Exchange.Fault(new FaultRule(FaultKind.CutSockets) { Target = SocketTarget.User });

        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse("BTCUSDT")).Quantity == 0.002m && state.Ledger.Open.Count == 1, Ct);
        var trades = (await s.Exchange.TradesAsync("BTCUSDT", Ct)).Length;
        Assert.Equal(trades, (await s.EventuallyAsync("/futures/fills", reply => reply.Has("fills.0"), Ct)).At("fills").GetArrayLength());
        Assert.Contains("ws_reconnects_total{stream_type=\"userData\"} 1", (await s.Executor.GetAsync("/metrics", Ct)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_order_id_works_once_on_an_account()
    {
        await using var s = await Scenario.StartAsync(Ct);
        const string mine = """ "clientOrderId":"mine-1" """;
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, mine)).Status);
        await s.RestartExecutorAsync(Ct);
        var again = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, mine);
        Assert.Equal((409, "DuplicateClientOrderId"), (again.Status, again.Error));
        Assert.Equal(400, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "clientOrderId":"spk-x" """)).Status);
    }

    [Fact]
    public async Task With_confirm_by_page_no_answer_carries_a_token_and_the_page_carries_it_out_for_its_origin()
    {
        await using var s = await Scenario.StartAsync(Ct, ("SPARK_CONFIRM", "page"));
        Assert.False((await s.Executor.PostAsync(Place, Live, Ct)).Has("confirmation.token"));

        var proposed = await s.Executor.AsAgent().PostAsync(Place, Live, Ct);
        var path = "/confirmations/" + proposed.TextAt("confirmation.id");
        var shown = await s.Executor.AsConfirmer().GetAsync(path, Ct);
        Assert.Equal(("agent:copilot", true, "BTCUSDT"), (shown.TextAt("origin"), shown.At("raisesExposure").GetBoolean(), shown.TextAt("symbol")));
        var placed = await s.Executor.AsConfirmer().PostAsync(path, """{"confirmer":"ada"}""", Ct);
        Assert.Equal(200, placed.Status);
        Assert.True((await s.Executor.AsConfirmer().PostAsync(path, """{"confirmer":"ada"}""", Ct)).At("replayed").GetBoolean());
        await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0"), Ct);
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));

        var intended = (await s.AuditAsync(Ct)).Single(record => record.GetProperty("kind").GetString() == "order.intended");
        Assert.Equal("agent:copilot", intended.GetProperty("actor").GetString());
        Assert.Contains("person:ada", intended.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exchange_going_away_refuses_orders_before_they_are_sent()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var token = (await s.Executor.PostAsync(Place, Live, Ct)).TextAt("confirmation.token");
        s.Exchange.Fault(FaultKind.RefuseConnections);
        s.Exchange.Fault(new FaultRule(FaultKind.CutSockets) { Target = SocketTarget.All });
        var reply = await s.Executor.WithToken(token).PostAsync(Place, Live, Ct);
        Assert.Equal(503, reply.Status);
        Assert.Contains(reply.Error, (string[])["ExchangeUnreachable", "ExecutionUnknown"]);
        Assert.Equal("degraded", (await s.Executor.GetAsync("/futures/health", Ct)).TextAt("status"));
        var brake = await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, Ct);
        Assert.Equal(200, brake.Status);
        s.Exchange.Heal();
        await s.UntilAsync(state => state.Ledger.Open.IsEmpty, Ct);
        Assert.Empty(await s.Exchange.TradesAsync("BTCUSDT", Ct));
    }
}
