using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>The circuit breaker, drills and canaries.</summary>
public sealed class RiskTests
{
    private const string Place = "/futures/order.place";
    private const string Run = """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001}""";
    private const string ConfirmIt = """{"scope":"futures-testnet"}""";

    private static readonly string Live = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_drill_opens_the_breaker_a_restart_keeps_it_and_a_post_without_body_closes_it()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { ExchangeOnDisk = true });
        var drill = await s.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);
        Assert.Equal((200, -60m, true, "Daily loss limit reached"), (drill.Status, drill.NumberAt("recorded"), drill.At("circuitBreaker.open").GetBoolean(), drill.TextAt("circuitBreaker.reason")));
        Assert.True(drill.NumberAt("dailyPnl") <= -60);

        await s.RestartExecutorAsync(Ct);
        foreach (var json in (string[])[Live, ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: true)])
        {
            var refused = await s.Executor.PostAsync(Place, json, Ct);
            Assert.Equal((400, "CircuitBreakerOpen", "Daily loss limit reached"), (refused.Status, refused.Error, refused.TextAt("reason")));
        }
        Assert.Contains("circuit_breaker_open 1", (await s.Executor.GetAsync("/metrics", Ct)).Text, StringComparison.Ordinal);

        Assert.False((await s.Executor.PostAsync("/futures/risk/circuit-breaker/close", null, Ct)).At("circuitBreaker.open").GetBoolean());
        Assert.Equal("DailyLossLimitExceeded", (await s.Executor.PostAsync(Place, Live, Ct)).Error);
        s.Time.Advance(TimeSpan.FromDays(1));
        var tomorrow = await s.EventuallyAsync(() => s.Executor.PostAsync(Place, Live, Ct), reply => reply.Status == 428, Ct);
        Assert.Equal(428, tomorrow.Status);
        Assert.Contains(s.Log.Lines, line => line.Category == "RiskGate" && line.Message.StartsWith("[RiskGate] circuit breaker open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_brake_is_open_to_agents_and_stops_proposals_that_wait()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var token = (await s.Executor.PostAsync(Place, Live, Ct)).TextAt("confirmation.token");
        var open = await s.Executor.AsAgent().PostAsync("/futures/risk/circuit-breaker/open", """{"reason":"enough"}""", Ct);
        Assert.Equal((200, true, "enough"), (open.Status, open.At("circuitBreaker.open").GetBoolean(), open.TextAt("circuitBreaker.reason")));

        Assert.Equal("CircuitBreakerOpen", (await s.Executor.WithToken(token).PostAsync(Place, Live, Ct)).Error);
        Assert.Equal(428, (await s.Executor.AsAgent().PostAsync("/futures/risk/circuit-breaker/close", null, Ct)).Status);
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/risk/circuit-breaker/close", null, Ct)).Status);
        Assert.Equal(200, (await s.Executor.WithToken(token).PostAsync(Place, Live, Ct)).Status);
    }

    [Fact]
    public async Task A_canary_is_simulated_with_evidence_confirmed_once_and_fills()
    {
        await using var s = await Scenario.StartAsync(Ct);
        Assert.Equal((409, "NoCanaryToConfirm"), Of(await s.Executor.PostAsync("/canary/confirm", ConfirmIt, Ct)));
        var run = await s.Executor.PostAsync("/canary/run", Run, Ct);
        Assert.Equal((true, true, "simulated", true, true), (run.At("ok").GetBoolean(), run.At("simulated").GetBoolean(), run.TextAt("order.status"), run.At("order.dryRun").GetBoolean(), run.At("evidence.passed").GetBoolean()));
        Assert.Matches("^canary-[0-9]+$", run.TextAt("order.id"));
        Assert.Empty(await s.Exchange.TradesAsync("BTCUSDT", Ct));

        var confirmed = await s.Executor.PostAsync("/canary/confirm", ConfirmIt, Ct);
        Assert.Equal((200, true, true, true, 100m, 0.1m, 50m), (confirmed.Status, confirmed.At("ok").GetBoolean(), confirmed.At("applied").GetBoolean(), confirmed.At("testnet").GetBoolean(),
            confirmed.NumberAt("limits.maxNotional"), confirmed.NumberAt("limits.maxPositionSize"), confirmed.NumberAt("limits.dailyLossLimit")));
        Assert.Equal(409, (await s.Executor.PostAsync("/canary/confirm", ConfirmIt, Ct)).Status);
        await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0"), Ct);
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Equal("applied", (await s.EventuallyAsync("/canary/status", reply => reply.TextAt("canaries.0.state") == "applied", Ct)).TextAt("canaries.0.state"));
        await s.RestartExecutorAsync(Ct);
        Assert.Equal(409, (await s.Executor.PostAsync("/canary/confirm", ConfirmIt, Ct)).Status);
    }

    [Fact]
    public async Task A_canary_over_a_limit_is_blocked_and_an_expired_or_ambiguous_one_is_not_confirmed()
    {
        await using var s = await Scenario.StartAsync(Ct);
        var blocked = await s.Executor.PostAsync("/canary/run", Run.Replace("0.001", "1", StringComparison.Ordinal), Ct);
        Assert.Equal((200, false, true, "MaxNotionalExceeded", 100m), (blocked.Status, blocked.At("ok").GetBoolean(), blocked.At("blocked").GetBoolean(), blocked.TextAt("reason"), blocked.NumberAt("limit")));
        Assert.Equal(409, (await s.Executor.PostAsync("/canary/confirm", ConfirmIt, Ct)).Status);

        var mine = await s.Executor.PostAsync("/canary/run", Run, Ct);
        var theirs = await s.Executor.AsAgent().PostAsync("/canary/run", Run, Ct);
        var ambiguous = await s.Executor.PostAsync("/canary/confirm", ConfirmIt, Ct);
        Assert.Equal((409, "CanaryAmbiguous"), Of(ambiguous));
        Assert.Equal(2, ambiguous.At("candidates").GetArrayLength());

        var asked = await s.Executor.AsAgent().PostAsync("/canary/confirm", ConfirmIt, Ct);
        Assert.Equal(428, asked.Status);
        Assert.Equal(200, (await s.Executor.AsConfirmer().PostAsync("/confirmations/" + asked.TextAt("confirmation.id"), null, Ct)).Status);
        Assert.Equal(409, (await s.Executor.PostAsync("/canary/confirm", $$"""{"scope":"futures-testnet","canaryId":"{{theirs.TextAt("order.id")}}"}""", Ct)).Status);

        s.Time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal(409, (await s.Executor.PostAsync("/canary/confirm", $$"""{"scope":"futures-testnet","canaryId":"{{mine.TextAt("order.id")}}"}""", Ct)).Status);
        Assert.Equal(0.001m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task The_order_rate_counts_what_was_sent_and_a_switched_off_breaker_leaves_limits_alone()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_ORDER_RATE", "1 per 60 s"), ("FUTURES_CIRCUIT_BREAKER", "0"), ("FUTURES_MAX_NOTIONAL", "200"));
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);
        Assert.Equal("OrderRateExceeded", (await s.Executor.PostAsync(Place, Live, Ct)).Error);
        await s.RestartExecutorAsync(Ct);
        Assert.Equal("OrderRateExceeded", (await s.Executor.PostAsync(Place, Live, Ct)).Error);
        s.Time.Advance(TimeSpan.FromSeconds(61));
        await s.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);
        Assert.Equal("DailyLossLimitExceeded", (await s.Executor.PostAsync(Place, Live, Ct)).Error);
        // Lowering exposure stays possible.
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.001m, Ct, "\"reduceOnly\":true")).Status);
    }

    [Fact]
    public async Task The_audit_holds_each_thing_that_was_done_with_who_did_it()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Executor.PostAsync(Place, ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: true), Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000 """);
        await s.Executor.PostAsync("/futures/order.cancelAll", null, Ct);
        await s.Executor.PostAsync("/canary/run", Run, Ct);
        await s.Executor.PostAsync("/canary/confirm", ConfirmIt, Ct);
        await s.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);
        await s.Executor.PostAsync(Place, Live, Ct);
        await s.Executor.PostAsync("/futures/risk/circuit-breaker/close", null, Ct);
        await s.Executor.WithToken("forged").PostAsync(Place, Live, Ct);

        string[] expected =
        [
            "settings.inForce", "account.reconciled", "day.opened", "order.dryRun", "action.proposed", "action.carried", "order.intended", "order.reported", "order.fill",
            "action.answered", "cancel.requested", "cancel.answered", "canary.ran", "canary.moved", "pnl.recorded", "breaker.changed", "risk.refused", "action.refused",
        ];
        await s.EventuallyAsync("/audit?limit=1000", reply => expected.All(kind => reply.Text.Contains($"\"{kind}\"", StringComparison.Ordinal)), Ct);
        var audit = await s.AuditAsync(Ct);
        Assert.Equal("person:local", audit.First(record => record.GetProperty("kind").GetString() == "order.intended").GetProperty("actor").GetString());
        Assert.Equal(Enumerable.Range(1, audit.Count), audit.Select(record => record.GetProperty("seq").GetInt32()));
    }

    private static (int, string) Of(Reply reply) => (reply.Status, reply.Error);
}
