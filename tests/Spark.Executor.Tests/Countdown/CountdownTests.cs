using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Countdown;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Simulator.Faults;
using Spark.Testing.Core;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Countdown;

/// <summary>FUTURES_COUNTDOWN_CANCEL: the exchange's dead-man timer.</summary>
public sealed class CountdownTests
{
    private const string Status = "/futures/risk/status";

    private static readonly TimeSpan Thirty = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<Symbol, DateTimeOffset> Nothing = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly CoreWorld _world = new(new RiskLimits { MaxNotional = 100_000, MaxPositionSize = 5, MaxLeverage = 1_000, OrderRateCount = 1_000 });

    [Fact]
    public void It_is_set_where_an_order_of_Spark_s_rests_set_again_in_time_and_stopped_when_none_is_left()
    {
        _world.Settle();
        Assert.Equal([], CountdownPlan.Of(_world.State, Nothing, Thirty, _world.Now).Arm);
        Place();

        Assert.Equal([CoreWorld.Btc], CountdownPlan.Of(_world.State, Nothing, Thirty, _world.Now).Arm);
        var armed = new Dictionary<Symbol, DateTimeOffset> { [CoreWorld.Btc] = _world.Now };
        Assert.Equal([], CountdownPlan.Of(_world.State, armed, Thirty, _world.Now.AddSeconds(9)).Arm);
        Assert.Equal([CoreWorld.Btc], CountdownPlan.Of(_world.State, armed, Thirty, _world.Now.AddSeconds(10)).Arm);
        _world.Ask(Person, "/futures/order.cancelAll", "{}");
        _world.Settle();

        Assert.Equal([CoreWorld.Btc], CountdownPlan.Of(_world.State, armed, Thirty, _world.Now).Disarm);
    }

    [Fact]
    public void It_is_not_set_and_is_stopped_where_somebody_else_has_an_order()
    {
        _world.Settle();
        Place();
        _world.Exchange.Place(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_1"), Symbol = CoreWorld.Btc, Side = Side.Buy, Type = OrderType.Limit, Price = 50_000, Quantity = 0.01m });
        _world.Settle();

        var plan = CountdownPlan.Of(_world.State, new Dictionary<Symbol, DateTimeOffset> { [CoreWorld.Btc] = _world.Now.AddHours(-1) }, Thirty, _world.Now);
        Assert.Empty(plan.Arm);
        Assert.Equal([CoreWorld.Btc], plan.Disarm);
    }

    [Fact]
    public async Task When_Spark_is_heard_of_no_more_the_exchange_cancels_what_rests_and_stops_go_on_protecting()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_COUNTDOWN_CANCEL", "5"));
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000 """);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"STOP_MARKET","stopPrice":90000 """);
        await s.EventuallyAsync("/futures/openOrders", _ => s.Log.Lines.Any(line => line.Message.Contains("unless it hears from Spark", StringComparison.Ordinal)), Ct);

        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = "POST /fapi/v1/countdownCancelAll", Status = 503, Code = -1001 });

        await s.UntilAsync(state => state.Ledger.Open.Count == 1, Ct);
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        Assert.Single(await s.Exchange.WaitingStopsAsync(Ct));
    }

    [Fact]
    public async Task The_risk_status_shows_each_timer_when_it_was_set_when_it_runs_out_and_that_one_may_be_running()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_COUNTDOWN_CANCEL", "30"));
        var quiet = await s.Executor.GetAsync(Status, Ct);
        Assert.Equal((30m, 0), (quiet.NumberAt("countdownCancel.seconds"), quiet.At("countdownCancel.armed").GetArrayLength()));
        s.Exchange.Fault(FaultKind.ExecutedAnswerLost, route: "POST /fapi/v1/countdownCancelAll");
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000 """);

        var doubtful = await s.EventuallyAsync(Status, reply => reply.Has("countdownCancel.armed.0"), Ct);
        Assert.Equal(("BTCUSDT", false, false), (doubtful.TextAt("countdownCancel.armed.0.symbol"), doubtful.Has("countdownCancel.armed.0.setAt"), doubtful.Has("countdownCancel.armed.0.runsOutAt")));
        s.Exchange.Heal();
        var armed = await s.EventuallyAsync(Status, reply => reply.Has("countdownCancel.armed.0.setAt"), Ct);
        var (setAt, runsOutAt) = (armed.At("countdownCancel.armed.0.setAt").GetDateTimeOffset(), armed.At("countdownCancel.armed.0.runsOutAt").GetDateTimeOffset());
        Assert.Equal(Thirty, runsOutAt - setAt);
        Assert.InRange(setAt, s.Time.GetUtcNow() - Thirty, s.Time.GetUtcNow());
        await s.Executor.PostAsync("/futures/order.cancelAll", null, Ct);
        await s.EventuallyAsync(Status, reply => reply.At("countdownCancel.armed").GetArrayLength() == 0, Ct);
    }

    [Fact]
    public async Task Setting_and_stopping_it_are_in_the_audit_and_setting_it_again_is_not()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_COUNTDOWN_CANCEL", "5"));
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000 """);
        var first = (await s.EventuallyAsync(Status, reply => reply.Has("countdownCancel.armed.0.setAt"), Ct)).TextAt("countdownCancel.armed.0.setAt");
        await s.EventuallyAsync(Status, reply => reply.Has("countdownCancel.armed.0.setAt") && reply.TextAt("countdownCancel.armed.0.setAt") != first, Ct);
        await s.Executor.PostAsync("/futures/order.cancelAll", null, Ct);
        await s.EventuallyAsync("/audit?limit=1000", reply => reply.Text.Contains("nothing of Spark alone rests", StringComparison.Ordinal), Ct);

        var timers = (await s.AuditAsync(Ct)).Select(record => record.ToString()).Where(record => record.Contains("countdownCancel", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, timers.Length);
        Assert.Contains("\"phase\":\"started\"", timers[0], StringComparison.Ordinal);
        Assert.Contains("\"phase\":\"done\"", timers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_stop_stops_the_timer_and_says_what_stays()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_COUNTDOWN_CANCEL", "5"));
        var placed = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000 """);
        await s.EventuallyAsync("/futures/openOrders", _ => s.Log.Lines.Any(line => line.Message.Contains("unless it hears from Spark", StringComparison.Ordinal)), Ct);

        await s.StopExecutorAsync();

        Assert.Contains(s.Log.Lines, line => line.Message.Contains("The exchange's timer of BTCUSDT is stopped", StringComparison.Ordinal));
        Assert.Contains(s.Log.Lines, line => line.Message.Contains("Stays on the exchange: rests: BUY 0.001 BTCUSDT LIMIT at 56000", StringComparison.Ordinal)
            && line.Message.Contains(placed.TextAt("order.clientOrderId"), StringComparison.Ordinal));
        Assert.Single(await s.Exchange.OpenOrdersAsync(Ct));
    }

    private static Principal Person { get; } = new(PrincipalKind.Person, "local", Role.Admin);

    private void Place()
    {
        const string json = """{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","price":59000,"quantity":0.1,"dryRun":false}""";
        _world.Ask(Person, "/futures/order.place", json);
        _world.Ask(Person, "/futures/order.place", json, _world.Tokens[^1].Token);
        _world.Settle();
    }
}
