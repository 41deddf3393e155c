using Spark.Executor.Automation;
using Spark.Executor.Tests.Hub;
using Spark.Guardrails.Automation;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Automation;

/// <summary>A fault at the exchange, the signal, the action, the receipt: what an operator and a trader see of it.</summary>
public sealed class GuardrailTests : IDisposable
{
    private const string Rules = """
        {"everySeconds":0.1,"rules":[
          {"name":"exchangeErrors","windowSeconds":60,"minSamples":3,"coolDownSeconds":0},
          {"name":"slowOrders","windowSeconds":60,"minSamples":2,"threshold":200,"coolDownSeconds":0}]}
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), "spark-rules-" + Guid.NewGuid().ToString("n") + ".json");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public GuardrailTests() => File.WriteAllText(_file, Rules);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task An_exchange_that_errs_opens_the_breaker_once_and_only_a_person_closes_it()
    {
        await using var s = await StartAsync();
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = FaultRule.OrderRoute, Code = -1001, Message = "Internal error.", Status = 500, Count = 3 });
        for (var i = 0; i < 3; i++) await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);

        var risk = await s.EventuallyAsync("/futures/risk/status", reply => reply.At("circuitBreaker.open").GetBoolean(), Ct);
        Assert.Equal("errorRate", risk.TextAt("circuitBreaker.reasons.0.kind"));
        Assert.Equal("CircuitBreakerOpen", (await s.Executor.PostAsync("/futures/order.place", ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false), Ct)).Error);

        var status = await s.EventuallyAsync("/guardrails/status", reply => reply.Has("actions.0"), Ct);
        Assert.Equal(("circuit_breaker_open", "acted", "page_on_call_engineer"), (status.TextAt("actions.0.action"), status.TextAt("actions.0.verdict"), status.TextAt("actions.0.notification")));
        Assert.Equal(1, status.NumberAt("actions.0.value"));
        Assert.False(status.Has("actions.1"));
        await s.EventuallyAsync("/metrics", reply => reply.Text.Contains("""spark_futures_guardrail_actions_total{action="circuit_breaker_open",notification="page_on_call_engineer"} 1""", StringComparison.Ordinal), Ct);
        Assert.Contains(await s.AuditAsync(Ct), record => record.GetProperty("kind").GetString() == "guardrail.acted");

        await s.RestartExecutorAsync(Ct);
        Assert.True((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/risk/circuit-breaker/close", "{}", Ct)).Status);
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);
        Assert.False((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
    }

    [Fact]
    public async Task A_receipt_decides_again_what_was_decided()
    {
        await using var s = await StartAsync();
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = FaultRule.OrderRoute, Code = -1001, Message = "Internal error.", Status = 500, Count = 3 });
        for (var i = 0; i < 3; i++) await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        var id = (await s.EventuallyAsync("/guardrails/status", reply => reply.Has("actions.0"), Ct)).TextAt("actions.0.id");

        await s.RestartExecutorAsync(Ct);
        var receipt = await s.Executor.GetAsync("/guardrails/receipts/" + id, Ct);
        Assert.True(receipt.At("holds").GetBoolean());
        Assert.Equal(("acted", "exchangeErrors"), (receipt.TextAt("replayed"), receipt.TextAt("receipt.rule.name")));
        Assert.Equal(404, (await s.Executor.GetAsync("/guardrails/receipts/g-1", Ct)).Status);
    }

    [Fact]
    public async Task Refusals_by_the_risk_gate_are_no_errors_of_the_exchange()
    {
        await using var s = await StartAsync();
        for (var i = 0; i < 5; i++) Assert.Equal("MaxNotionalExceeded", (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 1, Ct)).Error);
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);
        var status = await s.Executor.GetAsync("/guardrails/status", Ct);
        Assert.Equal((0m, 3m), (status.NumberAt("current.errorRate"), status.NumberAt("current.exchangeCalls")));
    }

    [Fact]
    public async Task Orders_that_Spark_holds_back_are_no_errors_of_the_exchange_and_say_so()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions
        {
            OrdersPerMinute = 24,
            Settings = new Dictionary<string, string> { ["SPARK_GUARDRAILS"] = _file, ["FUTURES_MAX_POSITION_SIZE"] = "1", ["FUTURES_ORDER_RATE"] = "100" },
        });
        var replies = new List<Reply>();
        for (var i = 0; i < 12; i++) replies.Add(await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct));
        var held = replies.Where(reply => reply.Status != 200).ToArray();
        Assert.NotEmpty(held);
        Assert.All(held, reply => Assert.Equal((429, "TooManyRequests"), (reply.Status, reply.Error)));
        Assert.All(held, reply => Assert.Contains("was not sent", reply.TextAt("message"), StringComparison.Ordinal));
        var status = await s.Executor.GetAsync("/guardrails/status", Ct);
        Assert.Equal((0m, replies.Count - held.Length), (status.NumberAt("current.errorRate"), status.NumberAt("current.exchangeCalls")));
        Assert.Equal(0.001m * (replies.Count - held.Length), await s.Exchange.PositionAsync("BTCUSDT", Ct));
        var metrics = (await s.Executor.GetAsync("/metrics", Ct)).Text;
        Assert.Contains(FormattableString.Invariant($"spark_futures_order_reject_total{{reason=\"heldBack\"}} {held.Length}\n"), metrics, StringComparison.Ordinal);
        Assert.Contains("spark_futures_order_reject_total{reason=\"notSent\"} 0\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_lost_a_race_with_the_market_is_counted_apart_from_errors()
    {
        await using var s = await StartAsync();
        s.Exchange.RefuseNext(-5022, "Due to the order could not be executed as maker, the Post Only order will be rejected.");
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        var metrics = (await s.Executor.GetAsync("/metrics", Ct)).Text;
        Assert.Contains("spark_futures_order_reject_total{reason=\"race\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("spark_futures_order_reject_total{reason=\"exchange\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Equal(0, (await s.Executor.GetAsync("/guardrails/status", Ct)).NumberAt("current.errorRate"));
    }

    [Fact]
    public async Task Cancels_and_leverage_that_fail_count_and_reads_do_not()
    {
        await using var s = await StartAsync();
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        var resting = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, FormattableString.Invariant($"\"type\":\"LIMIT\",\"price\":{decimal.Round(mark * 0.97m, 0)}"));
        Assert.Equal(200, resting.Status);
        foreach (var route in (string[])["GET /fapi/v1/openOrders", "GET /fapi/v3/balance", "GET /fapi/v1/premiumIndex"]) Refuse(s, route, 3);
        for (var i = 0; i < 3; i++) await s.Executor.GetAsync("/futures/health", Ct);
        Assert.Equal(1, (await s.Executor.GetAsync("/guardrails/status", Ct)).NumberAt("current.exchangeCalls"));

        Refuse(s, "DELETE /fapi/v1/order", 1);
        Refuse(s, "POST /fapi/v1/leverage", 1);
        await s.Executor.PostAsync("/futures/order.cancel", FormattableString.Invariant($$"""{"symbol":"BTCUSDT","orderId":{{resting.NumberAt("order.orderId")}}}"""), Ct);
        await s.Executor.ConfirmedAsync("/futures/leverage.set", """{"symbol":"BTCUSDT","leverage":3,"dryRun":false}""", Ct);

        var risk = await s.EventuallyAsync("/futures/risk/status", reply => reply.At("circuitBreaker.open").GetBoolean(), Ct);
        Assert.Equal("errorRate", risk.TextAt("circuitBreaker.reasons.0.kind"));
        var receipt = await s.EventuallyAsync("/guardrails/status", reply => reply.Has("actions.0"), Ct);
        Assert.Equal((3m, 0.6667m), (receipt.NumberAt("actions.0.samples"), receipt.NumberAt("actions.0.value")));
    }

    private static void Refuse(Scenario s, string route, int count) =>
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = route, Code = -1102, Message = "Refused.", Status = 400, Count = count });

    [Fact]
    public async Task Slow_answers_are_said_on_the_evidence_of_orders_until_they_are_quick_again()
    {
        await using var s = await StartAsync();
        s.Exchange.Slow(TimeSpan.FromMilliseconds(300), route: FaultRule.OrderRoute, count: 2);
        for (var i = 0; i < 2; i++) Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);

        await s.EventuallyAsync("/guardrails/status", reply => reply.At("slowExchange").GetBoolean(), Ct);
        var dry = await s.Executor.PostAsync("/futures/order.place", ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: true), Ct);
        Assert.Equal("slowExchange", dry.TextAt("evidence.warnings.0"));
        var status = await s.EventuallyAsync("/guardrails/status", reply => reply.Has("actions.0"), Ct);
        Assert.Equal(("auto_retry_with_backoff", "alert_ops_channel"), (status.TextAt("actions.0.action"), status.TextAt("actions.0.notification")));

        s.Time.Advance(TimeSpan.FromSeconds(61));
        await s.EventuallyAsync("/guardrails/status", reply => !reply.At("slowExchange").GetBoolean() && reply.TextAt("actions.0.verdict") == "released", Ct);
    }

    [Fact]
    public async Task A_user_stream_that_keeps_dropping_backs_off_and_is_told_at_the_third()
    {
        await using var s = await StartAsync();
        for (var drop = 1; drop <= 3; drop++)
        {
            s.Exchange.CutSockets();
            await s.EventuallyAsync("/guardrails/status", reply => reply.Has($"actions.{drop - 1}"), Ct);
            await s.EventuallyAsync("/futures/health", reply => reply.At("streams.userData.connected").GetBoolean(), Ct);
        }
        var status = await s.Executor.GetAsync("/guardrails/status", Ct);
        Assert.Equal(["alert_ops_channel", "none", "none"], new[] { 0, 1, 2 }.Select(i => status.TextAt($"actions.{i}.notification")));
        Assert.All(new[] { 0, 1, 2 }, i => Assert.Equal("reconnect_with_exponential_backoff", status.TextAt($"actions.{i}.action")));
    }

    [Fact]
    public async Task A_changed_file_of_rules_holds_at_once_and_a_bad_one_changes_nothing_and_is_told()
    {
        await using var s = await StartAsync();
        Write("""{"everySeconds":0.1,"rules":[{"name":"slowOrders","threshold":800}]}""");
        await s.EventuallyAsync("/guardrails/status", reply => reply.NumberAt("thresholds.p95LatencyMs") == 800, Ct);
        await s.EventuallyAsync("/guardrails/status", _ => s.Log.Lines.Any(line => line.Message.Contains("slowOrders threshold 200 -> 800 (looser)", StringComparison.Ordinal)), Ct);
        var record = (await s.AuditAsync(Ct)).Last(one => one.GetProperty("kind").GetString() == "guardrail.rulesInForce");
        Assert.Equal("file:" + Path.GetFileName(_file), record.GetProperty("actor").GetString());
        Assert.Contains("slowOrders threshold 200 -> 800 (looser)", record.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"threshold\":200", record.ToString(), StringComparison.Ordinal);
        Write("""{"rules":[{"name":"slowOrders","threshold":-1}]}""");
        await s.EventuallyAsync("/guardrails/status", _ => s.Log.Lines.Any(line => line.Message.Contains("SettingsNotTaken", StringComparison.Ordinal)), Ct);
        Assert.Equal(800, (await s.Executor.GetAsync("/guardrails/status", Ct)).NumberAt("thresholds.p95LatencyMs"));
    }

    [Fact]
    public async Task A_receipt_is_told_on_the_hub_with_what_it_was_decided_from()
    {
        await using var s = await StartAsync();
        await using var ear = await HubEar.ListenAsync(s.Address, Ct);
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = FaultRule.OrderRoute, Code = -1001, Message = "Internal error.", Status = 500, Count = 3 });
        for (var i = 0; i < 3; i++) await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);

        var told = await ear.HearAsync("guardrail", Ct);
        Assert.Equal(("circuit_breaker_open", "exchangeErrors", "acted", "page_on_call_engineer"),
            (told.GetProperty("action").GetString(), told.GetProperty("rule").GetString(), told.GetProperty("verdict").GetString(), told.GetProperty("notification").GetString()));
        Assert.Equal((1.0, 0.05, 3), (told.GetProperty("value").GetDouble(), told.GetProperty("threshold").GetDouble(), told.GetProperty("samples").GetInt32()));
        Assert.Equal(200, (await s.Executor.GetAsync("/guardrails/receipts/" + told.GetProperty("id").GetString(), Ct)).Status);
        Assert.Equal("CircuitBreakerOpen", (await ear.HearAsync("alert", Ct)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_signal_that_should_have_data_and_has_none_is_told()
    {
        Write("""{"everySeconds":0.1,"rules":[{"name":"exchangeErrors","windowSeconds":3600}]}""");
        await using var s = await StartAsync();
        s.Exchange.HoldUpRequests(TimeSpan.FromSeconds(8));
        var placing = s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        // The order's answer is due and doesn't come, for longer than the grace of thirty seconds.
        var status = await s.EventuallyAsync("/guardrails/status", reply =>
        {
            if (s.Log.Lines.Any(line => line.Message.Contains("goes out", StringComparison.Ordinal))) s.Time.Advance(TimeSpan.FromSeconds(5));
            return reply.Has("actions.0");
        }, Ct);
        Assert.Equal(("noData", "alert_ops_channel", "nothing was changed"), (status.TextAt("actions.0.verdict"), status.TextAt("actions.0.notification"), status.TextAt("actions.0.effect")));
        await s.EventuallyAsync("/guardrails/status", _ => s.Log.Lines.Any(line => line.Message.Contains("SignalMissing", StringComparison.Ordinal)), Ct);
        Assert.False((await s.Executor.GetAsync("/futures/risk/status", Ct)).At("circuitBreaker.open").GetBoolean());
        await placing;
    }

    [Fact]
    public async Task Reads_and_cancels_of_a_slow_exchange_are_tried_again_at_a_slower_pace()
    {
        await using var s = await StartAsync();
        var mark = await s.Exchange.MarkAsync("BTCUSDT", Ct);
        var resting = await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, FormattableString.Invariant($"\"type\":\"LIMIT\",\"price\":{decimal.Round(mark * 0.97m, 0)}"));
        s.Exchange.Slow(TimeSpan.FromMilliseconds(300), route: FaultRule.OrderRoute, count: 2);
        for (var i = 0; i < 2; i++) Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);
        await s.EventuallyAsync("/guardrails/status", reply => reply.At("slowExchange").GetBoolean(), Ct);

        foreach (var route in (string[])["GET /fapi/v1/order", "DELETE /fapi/v1/order"])
        {
            s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = route, Code = -1000, Message = "Unknown error.", Status = 500, Count = 2 });
        }
        // Four times a quarter and a half of a second, less half of it by jitter at the most.
        var atLeast = TimeSpan.FromSeconds(1.45);
        var began = TimeProvider.System.GetTimestamp();
        await s.Executor.GetAsync("/futures/order?symbol=BTCUSDT&orderId=987654321", Ct);
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= atLeast, "The read was tried again at the usual pace.");
        began = TimeProvider.System.GetTimestamp();
        var cancelled = await s.Executor.PostAsync("/futures/order.cancel", FormattableString.Invariant($$"""{"symbol":"BTCUSDT","orderId":{{resting.NumberAt("order.orderId")}}}"""), Ct);
        Assert.Equal((200, "canceled"), (cancelled.Status, cancelled.TextAt("orders.0.result")));
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= atLeast, "The cancel was tried again at the usual pace.");
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("""{"rules":[{"name":"shortConnections","threshold":120}]}""", 120)]
    [InlineData("""{"rules":[{"name":"mine","signal":"connectionAgeSeconds","threshold":90,"action":"reconnect_with_exponential_backoff"}]}""", 90)]
    public void A_connection_that_the_rules_in_force_call_short_is_not_stable(string? rules, int seconds)
    {
        if (rules is not null) Write(rules);
        var inForce = rules is null ? new RulesInForce(GuardrailRules.BuiltIn, null) : new RulesInForce(RulesInForce.Read(_file).Rules!, _file);
        Assert.Equal(TimeSpan.FromSeconds(seconds), inForce.StableAfter);
    }

    private int _written;

    private void Write(string rules)
    {
        File.WriteAllText(_file, rules);
        File.SetLastWriteTimeUtc(_file, DateTime.UnixEpoch.AddDays(30_000 + ++_written)); // file times may be coarser than this test
    }

    private Task<Scenario> StartAsync() => Scenario.StartAsync(Ct, ("SPARK_GUARDRAILS", _file), ("FUTURES_MAX_POSITION_SIZE", "1"));
}
