using System.Text.Json;
using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>What becomes of a canary once it is applied: watched against its evidence, then passed, or taken back when it breaks a bound.</summary>
public sealed class CanaryLifeTests
{
    private const string Status = "/canary/status";

    private const string RollbackAge = "spark_futures_canary_rollback_age_seconds";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_evidence_says_of_each_item_where_it_comes_from_and_when_and_what_is_missing()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var run = await RunAsync(s);
        var sources = run.At("evidence.sources").EnumerateArray().ToDictionary(item => item.GetProperty("item").GetString()!);
        Assert.Equal(["book", "exchangeTest", "fees", "filters", "leverage", "leverageBracket", "markPrice", "position"], sources.Keys.Order());
        Assert.All(sources.Values, item => Assert.Contains(item.GetProperty("source").GetString(), (string[])["rest", "stream"]));
        Assert.All(sources.Values, item => Assert.InRange(item.GetProperty("asOf").GetDateTimeOffset(), s.Time.GetUtcNow().AddMinutes(-1), s.Time.GetUtcNow()));
        Assert.Equal(0, run.At("evidence.missing").GetArrayLength());
        Assert.Equal((true, 20m, 1m), (run.At("evidence.exchangeTest.passed").GetBoolean(), run.NumberAt("evidence.leverage"), run.NumberAt("evidence.leverageBracket.bracket")));
        Assert.Equal(60, run.NumberAt("watch.seconds"));

        s.Exchange.RefuseNext(-1102, "A mandatory parameter was not sent.", "GET /fapi/v1/commissionRate");
        var poorer = await s.Executor.PostAsync("/canary/run", """{"scope":"futures-testnet","symbol":"ETHUSDT","side":"BUY","notional":90}""", Ct);
        Assert.True(poorer.At("ok").GetBoolean());
        Assert.Equal(["fees"], poorer.At("evidence.missing").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(JsonValueKind.Null, poorer.At("evidence.estimatedFee").ValueKind);
    }

    [Fact]
    public async Task One_that_keeps_its_bounds_passes_when_its_time_is_over_and_its_position_stays()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var id = await ApplyAsync(s);
        var watched = await s.EventuallyAsync($"{Status}/{id}", reply => reply.NumberAt("canary.observation.filled") == 0.001m && reply.At("canary.observation.pnl").ValueKind == JsonValueKind.Number, Ct);
        Assert.Equal("applied", watched.TextAt("canary.state"));
        s.Time.Advance(TimeSpan.FromSeconds(61));
        var ended = await EndAsync(s, id);
        Assert.Equal("passed", ended.TextAt("canary.state"));
        Assert.Contains("within its bounds", ended.TextAt("canary.outcome"), StringComparison.Ordinal);
        Assert.Equal("FILLED", ended.TextAt("order.status"));
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        await s.EventuallyAsync("/metrics", reply => reply.Text.Contains("spark_futures_canaries_total{outcome=\"passed\"} 1", StringComparison.Ordinal), Ct);
    }

    [Fact]
    public async Task A_drill_a_price_that_jumps_before_the_fill_breaks_the_slippage_bound_and_the_audit_holds_the_evidence()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_NOTIONAL", "200"));
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        var run = await RunAsync(s);
        var id = run.TextAt("order.id");
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * 1.02m, 1), Ct);
        Assert.Equal(200, (await s.Executor.PostAsync("/canary/confirm", ConfirmJson(id), Ct)).Status);

        var ended = await EndAsync(s, id);
        Assert.Equal(("rolledBack", "slippage", true), (ended.TextAt("canary.state"), ended.TextAt("canary.rollback.bound"), ended.At("canary.rollback.done").GetBoolean()));
        Assert.Equal((50m, 0.001m), (ended.NumberAt("canary.rollback.limit"), ended.NumberAt("canary.rollback.closed")));
        Assert.InRange(ended.NumberAt("canary.rollback.observed"), 150, 250);
        Assert.Equal(run.NumberAt("evidence.estimatedFillPrice"), ended.NumberAt("evidence.estimatedFillPrice"));
        var close = Assert.Single(ended.At("closes").EnumerateArray());
        Assert.Equal(("SELL", true, "automatic"), (close.GetProperty("side").GetString(), close.GetProperty("reduceOnly").GetBoolean(), close.GetProperty("origin").GetString()));
        // What was there before stays.
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));

        await s.EventuallyAsync("/audit?limit=1000", reply => reply.Text.Contains("\"RollBack\"", StringComparison.Ordinal), Ct);
        var audit = (await s.AuditAsync(Ct)).Where(record => record.GetProperty("kind").GetString()!.StartsWith("canary.", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["canary.ran", "canary.moved", "canary.moved", "canary.moved", "canary.breached", "canary.moved"], audit.Select(record => record.GetProperty("kind").GetString()));
        var breached = audit[4].GetProperty("data");
        Assert.Equal("Slippage", breached.GetProperty("breach").GetProperty("bound").GetString());
        Assert.True(breached.GetProperty("seen").GetProperty("averagePrice").GetDecimal() > breached.GetProperty("seen").GetProperty("expectedPrice").GetDecimal());
        Assert.Equal(run.NumberAt("evidence.markPrice"), audit[0].GetProperty("data").GetProperty("canary").GetProperty("evidence").GetProperty("markPrice").GetDecimal());
        Assert.Contains(await s.AuditAsync(Ct), record => record.GetProperty("kind").GetString() == "order.intended" && record.ToString().Contains($"\"automatic\":\"{id}\"", StringComparison.Ordinal));
        await s.EventuallyAsync("/metrics", reply => reply.Text.Contains("spark_futures_canaries_total{outcome=\"rolledBack\"} 1", StringComparison.Ordinal), Ct);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(FaultKind.ExecutedAnswerLost)]
    [InlineData(FaultKind.Unknown503NotExecuted)]
    public async Task One_that_loses_too_much_is_closed_also_when_the_closes_answer_is_lost(FaultKind? fault)
    {
        await using var s = await Scenario.StartAsync(Ct);
        var id = await ApplyAsync(s);
        await s.UntilAsync(state => state.Exchange.Positions.Count == 1, Ct);
        if (fault is { } kind) s.Exchange.Fault(kind, 1);
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * 0.97m, 1), Ct);
        var ended = await EndAsync(s, id);
        Assert.Equal(("rolledBack", "loss"), (ended.TextAt("canary.state"), ended.TextAt("canary.rollback.bound")));
        Assert.True(ended.NumberAt("canary.rollback.realized") < -1);
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Equal(2, (await s.Exchange.TradesAsync("BTCUSDT", Ct)).Length);
    }

    [Fact]
    public async Task When_a_person_changed_the_position_meanwhile_only_its_own_is_closed_and_never_beyond_flat()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var id = await ApplyAsync(s, """ "quantity":0.001 """);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.004m, null, "web_more", Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse("BTCUSDT")).Quantity == 0.005m, Ct);
        await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, Ct);
        Assert.Equal(("rolledBack", "breaker"), Of(await EndAsync(s, id)));
        Assert.Equal(0.004m, await s.Exchange.PositionAsync("BTCUSDT", Ct));

        await s.Executor.PostAsync("/futures/risk/circuit-breaker/close", null, Ct);
        var second = await ApplyAsync(s);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Sell, 0.006m, null, "web_turned", Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse("BTCUSDT")).Quantity == -0.001m, Ct);
        await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, Ct);
        var ended = await EndAsync(s, second);
        Assert.Equal(("rolledBack", "breaker"), Of(ended));
        Assert.Contains("held nothing of it", ended.TextAt("canary.outcome"), StringComparison.Ordinal);
        Assert.Equal(-0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task An_order_that_was_expected_to_rest_passes_unfilled_and_one_that_is_taken_back_rests_no_more()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var resting = await ApplyAsync(s, """ "type":"LIMIT","price":56000,"quantity":0.001 """);
        s.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("passed", (await EndAsync(s, resting)).TextAt("canary.state"));
        Assert.Single(await s.Exchange.OpenOrdersAsync(Ct));

        var taken = await ApplyAsync(s, """ "type":"LIMIT","price":56100,"quantity":0.001 """);
        await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, Ct);
        var ended = await EndAsync(s, taken);
        Assert.Equal(("rolledBack", "breaker"), Of(ended));
        Assert.Equal("CANCELED", ended.TextAt("order.status"));
        Assert.Equal(56_000m, Assert.Single(await s.Exchange.OpenOrdersAsync(Ct)).Price);
    }

    [Fact]
    public async Task A_stop_waits_in_the_algo_service_and_passes_and_one_that_is_taken_back_waits_no_more()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var run = await RunAsync(s, """ "type":"STOP_MARKET","stopPrice":89000,"quantity":0.001 """);
        Assert.Equal(["exchangeTest"], run.At("evidence.missing").EnumerateArray().Select(item => item.GetString()));
        var waiting = await ApplyAsync(s, """ "type":"STOP_MARKET","stopPrice":89000,"quantity":0.001 """);
        s.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("passed", (await EndAsync(s, waiting)).TextAt("canary.state"));
        Assert.Single(await s.Exchange.WaitingStopsAsync(Ct));

        var taken = await ApplyAsync(s, """ "type":"STOP_MARKET","stopPrice":89100,"quantity":0.001 """);
        await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, Ct);
        Assert.Equal(("rolledBack", "breaker"), Of(await EndAsync(s, taken)));
        Assert.Equal(89_000m, Assert.Single(await s.Exchange.WaitingStopsAsync(Ct)).TriggerPrice);
    }

    [Fact]
    public async Task It_survives_a_restart_and_a_power_cut_and_one_that_nobody_could_watch_is_taken_back()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { ExchangeOnDisk = true });
        var id = await ApplyAsync(s);
        await s.UntilAsync(state => state.Exchange.Positions.Count == 1, Ct);
        await s.RestartExecutorAsync(Ct);
        Assert.Equal("applied", (await s.Executor.GetAsync($"{Status}/{id}", Ct)).TextAt("canary.state"));
        await s.KillExecutorAsync(Ct);
        Assert.Equal("applied", (await s.Executor.GetAsync($"{Status}/{id}", Ct)).TextAt("canary.state"));
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * 0.97m, 1), Ct);
        Assert.Equal(("rolledBack", "loss"), Of(await EndAsync(s, id)));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));

        var unwatched = await ApplyAsync(s);
        await s.UntilAsync(state => state.Exchange.Positions.Count == 1, Ct);
        await s.StopExecutorAsync();
        s.Time.Advance(TimeSpan.FromSeconds(200));
        await s.StartExecutorAsync(settings => settings, Ct);
        Assert.Equal(("rolledBack", "unobserved"), Of(await EndAsync(s, unwatched)));
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task The_same_order_run_again_takes_the_place_of_the_first_and_another_order_does_not()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var first = (await RunAsync(s)).TextAt("order.id");
        var other = (await RunAsync(s, """ "quantity":0.001,"type":"LIMIT","price":56000 """)).TextAt("order.id");
        var agents = (await s.Executor.AsAgent().PostAsync("/canary/run", RunJson(), Ct)).TextAt("order.id");
        var second = (await RunAsync(s)).TextAt("order.id");
        var states = (await s.Executor.GetAsync(Status, Ct)).At("canaries").EnumerateArray().ToDictionary(canary => canary.GetProperty("id").GetString()!, canary => canary.GetProperty("state").GetString());
        Assert.Equal(("superseded", "simulated", "simulated", "simulated"), (states[first], states[other], states[agents], states[second]));
        var refused = await s.Executor.PostAsync("/canary/confirm", ConfirmJson(first), Ct);
        Assert.Equal((409, "NoCanaryToConfirm"), (refused.Status, refused.Error));
        Assert.Contains($"it is superseded. Run again as {second}.", refused.TextAt("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_market_of_the_canary_that_is_applied_is_looked_at_whatever_was_run_or_applied_since()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await RunAsync(s);
        Assert.True((await s.Executor.PostAsync("/canary/run", EthJson(90), Ct)).At("ok").GetBoolean());
        Assert.Equal("ETHUSDT", (await s.Executor.PostAsync("/canary/confirm", ConfirmJson(), Ct)).TextAt("order.symbol"));
        Assert.False((await s.Executor.PostAsync("/canary/run", EthJson(100_000), Ct)).At("ok").GetBoolean());
        // Nobody watches the first one's symbol: what was known of it is old by now.
        s.Time.Advance(TimeSpan.FromSeconds(20));

        var confirmed = await s.Executor.PostAsync("/canary/confirm", ConfirmJson(), Ct);

        Assert.True(confirmed.Status == 200, confirmed.Text);
        Assert.Equal("BTCUSDT", confirmed.TextAt("order.symbol"));
    }

    [Fact]
    public async Task One_that_can_not_be_taken_back_yet_shows_for_how_long_until_it_is()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var id = await ApplyAsync(s);
        await s.UntilAsync(state => state.Exchange.Positions.Count == 1, Ct);
        Assert.Contains(RollbackAge + " 0\n", (await s.Executor.GetAsync("/metrics", Ct)).Text, StringComparison.Ordinal);
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = FaultRule.OrderRoute, Status = 400, Code = -4131 });
        await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, Ct);
        await s.EventuallyAsync($"{Status}/{id}", reply => reply.TextAt("canary.state") == "observed", Ct);

        s.Time.Advance(TimeSpan.FromSeconds(61));
        await s.EventuallyAsync("/metrics", reply => Metric(reply.Text, RollbackAge) >= 61, Ct);
        s.Exchange.Heal();
        s.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(("rolledBack", "breaker"), Of(await EndAsync(s, id)));
        await s.EventuallyAsync("/metrics", reply => Metric(reply.Text, RollbackAge) == 0, Ct);
    }

    [Fact]
    public async Task Production_runs_confirms_and_takes_back_no_canary()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { ExchangeOnDisk = true });
        var id = await ApplyAsync(s);
        await s.UntilAsync(state => state.Exchange.Positions.Count == 1, Ct);
        await s.StopExecutorAsync();
        s.Time.Advance(TimeSpan.FromSeconds(200));
        await s.StartExecutorAsync(settings => settings with { Venue = Venue.Production }, Ct);

        foreach (var who in (ServiceClient[])[s.Executor, s.Executor.AsAgent()])
        {
            foreach (var (path, json) in ((string, string)[])[("/canary/run", RunJson()), ("/canary/confirm", ConfirmJson(id)),
                ("/actions", $$"""{"action":"/canary/run","params":{{RunJson()}},"dryRun":true,"confirm_required":false}"""),
                ("/actions", $$"""{"action":"/canary/confirm","params":{{ConfirmJson(id)}},"dryRun":false,"confirm_required":true}""")])
            {
                var refused = await who.PostAsync(path, json, Ct);
                Assert.Equal((403, "ProductionTradingDisabled"), (refused.Status, refused.Error));
            }
        }
        // Another venue, another ledger: what ran on the test exchange is nothing that production would know of.
        Assert.Equal(404, (await s.Executor.GetAsync($"{Status}/{id}", Ct)).Status);
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Single(await s.Exchange.TradesAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task One_that_does_not_exist_is_not_found()
    {
        await using var s = await Scenario.StartAsync(Ct);
        Assert.Equal(404, (await s.Executor.GetAsync(Status + "/canary-1", Ct)).Status);
    }

    private static (string, string) Of(Reply reply) => (reply.TextAt("canary.state"), reply.TextAt("canary.rollback.bound"));

    private static Task<Reply> EndAsync(Scenario s, string id) =>
        s.EventuallyAsync($"{Status}/{id}", reply => reply.TextAt("canary.state") is "passed" or "rolledBack", Ct);

    private static Task<Reply> RunAsync(Scenario s, string order = """ "quantity":0.001 """) => s.Executor.PostAsync("/canary/run", RunJson(order), Ct);

    private static async Task<string> ApplyAsync(Scenario s, string order = """ "quantity":0.001 """)
    {
        var id = (await RunAsync(s, order)).TextAt("order.id");
        var applied = await s.Executor.PostAsync("/canary/confirm", ConfirmJson(id), Ct);
        Assert.True(applied.Status == 200, applied.Text);
        return id;
    }

    private static string RunJson(string order = """ "quantity":0.001 """) => $$"""{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY",{{order}}}""";

    private static string EthJson(decimal notional) => $$"""{"scope":"futures-testnet","symbol":"ETHUSDT","side":"BUY","notional":{{notional}}}""";

    private static double Metric(string text, string name) =>
        double.Parse(text.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static string ConfirmJson() => """{"scope":"futures-testnet"}""";

    private static string ConfirmJson(string id) => $$"""{"scope":"futures-testnet","canaryId":"{{id}}"}""";
}
