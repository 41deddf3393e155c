using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>leverage.set over real sockets.</summary>
public sealed class LeverageTests
{
    private const string Set = "/futures/leverage.set";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_leverage_within_the_limit_is_set_once_its_caller_has_confirmed_it()
    {
        await using var s = await Scenario.StartAsync(Ct);
        const string json = """{"symbol":"BTCUSDT","leverage":4}""";

        var dry = await s.Executor.PostAsync(Set, """{"symbol":"BTCUSDT","leverage":4,"dryRun":true}""", Ct);
        Assert.Equal((200, true, 20m, 4m), (dry.Status, dry.At("simulated").GetBoolean(), dry.NumberAt("would.0.from"), dry.NumberAt("would.0.to")));
        var asked = await s.Executor.PostAsync(Set, json, Ct);
        Assert.Equal((428, "leverage", 4m), (asked.Status, asked.TextAt("confirmation.evidence.riskChecks.0"), asked.NumberAt("confirmation.would.0.to")));
        var set = await s.Executor.WithToken(asked.TextAt("confirmation.token")).PostAsync(Set, json, Ct);

        Assert.Equal((200, 20m, 4m), (set.Status, set.NumberAt("leverage.from"), set.NumberAt("leverage.to")));
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        var position = await s.EventuallyAsync("/futures/positions", reply => reply.Has("positions.0"), Ct);
        Assert.Equal(4, position.NumberAt("positions.0.leverage"));
    }

    [Fact]
    public async Task A_leverage_over_the_limit_is_refused_before_anybody_is_asked()
    {
        await using var s = await Scenario.StartAsync(Ct);

        var over = await s.Executor.PostAsync(Set, """{"symbol":"BTCUSDT","leverage":6}""", Ct);

        Assert.Equal((400, "MaxLeverageExceeded", "leverage", 5m, 6m), (over.Status, over.Error, over.TextAt("check"), over.NumberAt("limit"), over.NumberAt("observed")));
        Assert.Equal("SymbolNotAllowed", (await s.Executor.PostAsync(Set, """{"symbol":"NOSUCHUSDT","leverage":2}""", Ct)).Error);
    }

    [Fact]
    public async Task A_refused_leverage_counts_among_the_refusals_of_the_risk_gate_and_is_in_audit_and_log()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Executor.PostAsync(Set, """{"symbol":"BTCUSDT","leverage":6}""", Ct);
        await s.Executor.AsAgent().PostAsync(Set, """{"symbol":"BTCUSDT","leverage":7}""", Ct);
        await s.Executor.PostAsync(Set, """{"symbol":"NOSUCHUSDT","leverage":2,"dryRun":true}""", Ct);

        await s.EventuallyAsync("/metrics", reply => reply.Text.Contains("spark_futures_risk_rejections_total{check=\"leverage\"} 2\n", StringComparison.Ordinal)
            && reply.Text.Contains("spark_futures_risk_rejections_total{check=\"symbolAllowed\"} 1\n", StringComparison.Ordinal), Ct);
        Assert.Contains(s.Log.Lines, line => line is { Category: "RiskGate" } && line.Message.StartsWith("[RiskGate] MaxLeverageExceeded: /futures/leverage.set", StringComparison.Ordinal));
        var refused = (await s.AuditAsync(Ct)).Where(record => record.GetProperty("kind").GetString() == "action.refused").Select(record => record.GetProperty("data").GetProperty("check").GetString());
        Assert.Equal(["leverage", "leverage", "symbolAllowed"], refused);
    }

    [Fact]
    public async Task A_lost_answer_leaves_it_unknown_and_the_account_is_read_for_what_came_of_it()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(FaultKind.ExecutedAnswerLost, 1, "POST /fapi/v1/leverage");

        var lost = await s.Executor.ConfirmedAsync(Set, """{"symbol":"BTCUSDT","leverage":3}""", Ct);

        Assert.Equal((503, "ExecutionUnknown"), (lost.Status, lost.Error));
        await s.UntilAsync(state => state.Exchange.LeverageOf(Domain.Markets.Symbol.Parse("BTCUSDT")) == 3, Ct);
    }

    [Fact]
    public async Task What_the_exchange_refuses_is_told_in_its_words()
    {
        await using var s = await Scenario.StartAsync(Ct);
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Count = 1, Route = "POST /fapi/v1/leverage", Status = 400, Code = -2028 });

        var refused = await s.Executor.ConfirmedAsync(Set, """{"symbol":"BTCUSDT","leverage":2}""", Ct);

        Assert.Equal((502, "ExchangeRejected", -2028m), (refused.Status, refused.Error, refused.NumberAt("exchange.code")));
    }
}
