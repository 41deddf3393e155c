using System.Text.Json.Nodes;
using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Spark.Executor.Tests.Notifications;

/// <summary>Alerts as the services that people are told by receive them.</summary>
public sealed class NotificationTests : IDisposable
{
    private const string Hook = "/services/T000/B000/very-secret-hook";

    private const string RoutingKey = "0123456789abcdef0123456789abcdef";

    private static readonly string[] Paths = [Hook, "/v2/enqueue", "/api/v2/alerts"];

    private readonly WireMockServer _server = WireMockServer.Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Stop();

    [Fact]
    public async Task An_opened_breaker_is_told_in_the_words_of_each_service()
    {
        Answer(Hook, 200);
        Answer("/v2/enqueue", 202);
        Answer("/api/v2/alerts", 200);
        await using var s = await StartAsync(("SPARK_NOTIFY_LANGUAGE", "tr"));
        await s.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);

        var slack = (await ReceivedAsync(s, Hook))[0];
        Assert.Contains("Devre kesici açıldı", (string)slack["text"]!, StringComparison.Ordinal);
        Assert.Contains("Günlük zarar sınırına ulaşıldı", (string)slack["text"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Daily loss limit reached", (string)slack["text"]!, StringComparison.Ordinal);

        var page = (await ReceivedAsync(s, "/v2/enqueue"))[0];
        Assert.Equal((RoutingKey, "trigger", "spark/simulator/CircuitBreakerOpen/dailyLoss", "critical"),
            ((string)page["routing_key"]!, (string)page["event_action"]!, (string)page["dedup_key"]!, (string)page["payload"]!["severity"]!));

        var alert = (await ReceivedAsync(s, "/api/v2/alerts"))[0];
        Assert.Equal(("SparkCircuitBreakerOpen", "page_on_call_engineer"), ((string)alert[0]!["labels"]!["alertname"]!, (string)alert[0]!["labels"]!["notify"]!));
    }

    [Fact]
    public async Task What_only_concerns_operations_pages_nobody_and_repeats_are_told_once()
    {
        Answer(Hook, 200);
        Answer("/v2/enqueue", 202);
        Answer("/api/v2/alerts", 200);
        await using var s = await StartAsync();
        for (var i = 0; i < 3; i++) Desk(s).Tell(new Spark.Contracts.AlertEvent("SettingsNotTaken", "warning", "a bad <value>", s.Time.GetUtcNow()));

        Assert.Contains("a bad &lt;value&gt;", (string)(await ReceivedAsync(s, Hook))[0]["text"]!, StringComparison.Ordinal);
        await ReceivedAsync(s, "/api/v2/alerts");
        var status = await s.Executor.GetAsync("/guardrails/notifications", Ct);
        Assert.Equal(2, status.NumberAt("repeats"));
        Assert.Single(_server.LogEntries, entry => entry.RequestMessage!.Path == Hook);
        Assert.DoesNotContain(_server.LogEntries, entry => entry.RequestMessage!.Path == "/v2/enqueue");
    }

    [Fact]
    public async Task The_same_about_something_else_is_told_as_well()
    {
        Answer("/v2/enqueue", 202);
        Answer("/api/v2/alerts", 200);
        await using var s = await StartAsync(("FUTURES_MAX_POSITION_SIZE", "1"));
        await LoseStopAsync(s, "BTCUSDT", 0.002m, 40_000);
        await LoseStopAsync(s, "ETHUSDT", 0.02m, 1_000);

        var pages = await ReceivedAsync(s, "/v2/enqueue", 2);
        Assert.All(pages, page => Assert.Equal("StopVanished", (string)page["payload"]!["class"]!));
        Assert.Equal(2, pages.Select(page => (string)page["dedup_key"]!).Distinct().Count());
        Assert.Contains("BTCUSDT", (string)pages[0]["payload"]!["summary"]!, StringComparison.Ordinal);
        Assert.Contains("ETHUSDT", (string)pages[1]["payload"]!["summary"]!, StringComparison.Ordinal);
        var alerts = await ReceivedAsync(s, "/api/v2/alerts", 2);
        Assert.Equal(2, alerts.Select(alert => (string)alert[0]!["labels"]!["subject"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_storm_about_many_things_is_told_of_the_first_and_then_together()
    {
        Answer(Hook, 200);
        Answer("/v2/enqueue", 202);
        Answer("/api/v2/alerts", 200);
        await using var s = await StartAsync();
        for (var i = 0; i < 200; i++) Desk(s).Tell(new Spark.Contracts.AlertEvent("OrderUnknown", "critical", "lost", s.Time.GetUtcNow()) { Subject = $"spk-{i}" });
        Desk(s).TellTest();

        await s.EventuallyAsync("/guardrails/notifications", _ => Bodies("/v2/enqueue").Any(page => (string?)page["payload"]!["class"] == "Test"), Ct);
        Assert.InRange(Bodies("/v2/enqueue").Count(page => (string?)page["payload"]!["class"] == "OrderUnknown"), 20, 21);
    }

    [Fact]
    public async Task A_rule_that_pages_pages_and_one_that_tells_nobody_tells_nobody()
    {
        Answer(Hook, 200);
        Answer("/v2/enqueue", 202);
        Answer("/api/v2/alerts", 200);
        using var rules = new RulesFile("""
            {"everySeconds":0.1,"rules":[
              {"name":"slowAndPaged","signal":"orderLatencyP95Ms","threshold":200,"minSamples":2,"action":"auto_retry_with_backoff","notification":"page_on_call_engineer"},
              {"name":"exchangeErrors","minSamples":3,"coolDownSeconds":0,"notification":"none"}]}
            """);
        await using var s = await StartAsync(("SPARK_GUARDRAILS", rules.Path), ("FUTURES_MAX_POSITION_SIZE", "1"));
        s.Exchange.Fault(new FaultRule(FaultKind.ErrorByRoute) { Route = FaultRule.OrderRoute, Code = -1001, Message = "Internal error.", Status = 500, Count = 3 });
        for (var i = 0; i < 3; i++) await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        await s.EventuallyAsync("/futures/risk/status", reply => reply.At("circuitBreaker.open").GetBoolean(), Ct);
        var opened = await s.EventuallyAsync("/guardrails/status", reply => reply.Has("actions.0"), Ct);
        Assert.Equal(("circuit_breaker_open", "none"), (opened.TextAt("actions.0.action"), opened.TextAt("actions.0.notification")));
        Desk(s).TellTest();
        await s.EventuallyAsync("/guardrails/notifications", _ => Paths.All(path => Bodies(path).Count > 0), Ct);
        Assert.All(Paths, path => Assert.Single(Bodies(path))); // the test alone

        Assert.Equal(200, (await s.Executor.PostAsync("/futures/risk/circuit-breaker/close", "{}", Ct)).Status);
        s.Exchange.Slow(TimeSpan.FromMilliseconds(300), route: FaultRule.OrderRoute, count: 3);
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);
        var page = (await ReceivedAsync(s, "/v2/enqueue", 2))[1];
        Assert.Equal(("GuardrailActed", "critical", "spark/simulator/GuardrailActed/slowAndPaged"), ((string)page["payload"]!["class"]!, (string)page["payload"]!["severity"]!, (string)page["dedup_key"]!));
    }

    [Fact]
    public async Task A_service_that_errs_is_tried_again()
    {
        _server.Given(Request.Create().WithPath(Hook)).InScenario("busy").WillSetStateTo("free").RespondWith(Response.Create().WithStatusCode(429));
        _server.Given(Request.Create().WithPath(Hook)).InScenario("busy").WhenStateIs("free").RespondWith(Response.Create().WithStatusCode(200));
        await using var s = await StartAsync();
        await s.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);
        await s.EventuallyAsync("/guardrails/notifications", reply => _server.LogEntries.Count(entry => entry.RequestMessage!.Path == Hook) == 2, Ct);
    }

    [Fact]
    public async Task What_is_refused_is_kept_over_a_restart_without_any_secret()
    {
        Answer(Hook, 404);
        await using var s = await StartAsync();
        await s.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", Ct);
        await s.EventuallyAsync("/guardrails/notifications", reply => reply.Text.Contains("\"notifier\":\"webhook\"", StringComparison.Ordinal), Ct);
        await s.RestartExecutorAsync(Ct);
        var status = await s.Executor.GetAsync("/guardrails/notifications", Ct);
        var letters = status.At("deadLetters").EnumerateArray().Where(letter => letter.GetProperty("notifier").GetString() == "webhook").ToList();
        Assert.Equal(("CircuitBreakerOpen", "HTTP 404", 1), (letters[0].GetProperty("code").GetString(), letters[0].GetProperty("why").GetString(), letters[0].GetProperty("attempts").GetInt32()));
        Assert.DoesNotContain("very-secret-hook", status.Text, StringComparison.Ordinal);
        Assert.All(s.Log.Lines, line => Assert.DoesNotContain("very-secret-hook", line.Message, StringComparison.Ordinal));
        Assert.All(s.Log.Lines, line => Assert.DoesNotContain(RoutingKey, line.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_full_queue_drops_is_kept()
    {
        _server.Given(Request.Create().WithPath(Hook)).RespondWith(Response.Create().WithStatusCode(200).WithDelay(TimeSpan.FromSeconds(3)));
        await using var s = await Scenario.StartAsync(Ct, ("SPARK_NOTIFY_WEBHOOK", _server.Url + Hook));
        for (var i = 0; i < 1_010; i++) Desk(s).TellTest();
        var status = await s.EventuallyAsync("/guardrails/notifications", reply => reply.Text.Contains("\"its queue was full\"", StringComparison.Ordinal), Ct);
        var letter = status.At("deadLetters").EnumerateArray().First(one => one.GetProperty("why").GetString() == "its queue was full");
        Assert.Equal(("webhook", "Test", 0), (letter.GetProperty("notifier").GetString(), letter.GetProperty("code").GetString(), letter.GetProperty("attempts").GetInt32()));
    }

    [Fact]
    public async Task A_test_goes_every_way_and_only_an_admin_asks_for_it()
    {
        Answer(Hook, 200);
        Answer("/v2/enqueue", 202);
        Answer("/api/v2/alerts", 200);
        await using var s = await StartAsync();
        Assert.Equal(403, (await s.Executor.AsAgent().PostAsync("/guardrails/notifications/test", null, Ct)).Status);
        Assert.Equal(200, (await s.Executor.PostAsync("/guardrails/notifications/test", null, Ct)).Status);
        foreach (var path in (string[])[Hook, "/v2/enqueue", "/api/v2/alerts"]) await ReceivedAsync(s, path);
    }

    private static Spark.Executor.Notifications.NotificationDesk Desk(Scenario s) => (Spark.Executor.Notifications.NotificationDesk)s.Services.GetService(typeof(Spark.Executor.Notifications.NotificationDesk))!;

    private void Answer(string path, int status) => _server.Given(Request.Create().WithPath(path)).RespondWith(Response.Create().WithStatusCode(status));

    private static async Task LoseStopAsync(Scenario s, string symbol, decimal quantity, decimal at)
    {
        await s.Exchange.PlaceForeignAsync(symbol, Side.Buy, quantity, null, "web_" + symbol, Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Domain.Markets.Symbol.Parse(symbol)).Quantity == quantity && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty, Ct);
        var stop = await s.Executor.PlaceAsync(symbol, "SELL", quantity, Ct, FormattableString.Invariant($"\"type\":\"STOP_MARKET\",\"stopPrice\":{at},\"reduceOnly\":true"));
        await s.Exchange.CancelStopAsync(stop.TextAt("order.clientOrderId"), Ct);
        await s.UntilAsync(state => state.Ledger.Open.IsEmpty, Ct);
    }

    private async Task<List<JsonNode>> ReceivedAsync(Scenario s, string path, int count = 1)
    {
        await s.EventuallyAsync("/guardrails/notifications", _ => Bodies(path).Count >= count, Ct);
        return Bodies(path);
    }

    private List<JsonNode> Bodies(string path) => [.. _server.LogEntries.Where(entry => entry.RequestMessage!.Path == path).Select(entry => JsonNode.Parse(entry.RequestMessage!.Body!)!)];

    private Task<Scenario> StartAsync(params (string, string)[] others) => Scenario.StartAsync(Ct,
    [
        ("SPARK_NOTIFY_WEBHOOK", _server.Url + Hook), ("SPARK_NOTIFY_PAGERDUTY_KEY", RoutingKey), ("SPARK_NOTIFY_PAGERDUTY_URL", _server.Url + "/v2/enqueue"),
        ("SPARK_NOTIFY_ALERTMANAGER", _server.Url!), .. others,
    ]);
}
