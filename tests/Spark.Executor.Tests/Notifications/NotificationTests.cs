using System.Text.Json.Nodes;
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
        Assert.Contains("Daily loss limit reached", (string)slack["text"]!, StringComparison.Ordinal);

        var page = (await ReceivedAsync(s, "/v2/enqueue"))[0];
        Assert.Equal((RoutingKey, "trigger", "spark/simulator/CircuitBreakerOpen", "critical"),
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

    private async Task<List<JsonNode>> ReceivedAsync(Scenario s, string path)
    {
        List<JsonNode> Bodies() => [.. _server.LogEntries.Where(entry => entry.RequestMessage!.Path == path).Select(entry => JsonNode.Parse(entry.RequestMessage!.Body!)!)];
        await s.EventuallyAsync("/guardrails/notifications", _ => Bodies().Count > 0, Ct);
        return Bodies();
    }

    private Task<Scenario> StartAsync(params (string, string)[] others) => Scenario.StartAsync(Ct,
    [
        ("SPARK_NOTIFY_WEBHOOK", _server.Url + Hook), ("SPARK_NOTIFY_PAGERDUTY_KEY", RoutingKey), ("SPARK_NOTIFY_PAGERDUTY_URL", _server.Url + "/v2/enqueue"),
        ("SPARK_NOTIFY_ALERTMANAGER", _server.Url!), .. others,
    ]);
}
