using System.Net;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Spark.EndToEnd.Tests.Operations;

/// <summary>From a fault at the exchange to the person who is told, and back: the real services, Prometheus and Alertmanager, with windows of ten seconds.</summary>
public sealed class GuardrailFlowTests : IDisposable
{
    private const string Order = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"dryRun":false}""";

    private const string Rules = """
        {"everySeconds":1,"rules":[
          {"name":"exchangeErrors","windowSeconds":10,"minSamples":3,"coolDownSeconds":0},
          {"name":"slowOrders","windowSeconds":10,"minSamples":3,"threshold":300,"coolDownSeconds":0},
          {"name":"shortConnections","coolDownSeconds":0}]}
        """;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private static readonly string[] Followed = ["SparkOrderLatencyHigh", "SparkOrderErrors", "SparkCircuitBreakerOpen"];

    private static readonly string[] Actions = ["auto_retry_with_backoff", "reconnect_with_exponential_backoff", "circuit_breaker_open"];

    private readonly string _rules = Path.Combine(Path.GetTempPath(), "spark-rules-" + Guid.NewGuid().ToString("n") + ".json");
    private readonly WireMockServer _desk = WireMockServer.Start();

    public GuardrailFlowTests()
    {
        File.WriteAllText(_rules, Rules);
        _desk.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(200));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _desk.Dispose();
        File.Delete(_rules);
    }

    [Fact]
    public async Task Every_fault_moves_its_metric_is_acted_on_and_told_and_is_over_when_it_is_over()
    {
        using var home = new SparkHome();
        await using var alertmanager = await AlertmanagerServer.StartAsync(new Uri(_desk.Url! + "/desk"), Ct);
        await using var program = await home.StartAsync(Ct, ("SPARK_GUARDRAILS", _rules), ("SPARK_NOTIFY_ALERTMANAGER", alertmanager.Address.OriginalString),
            ("FUTURES_MAX_POSITION_SIZE", "1"), ("FUTURES_ORDER_RATE", "1000 per 1 s"));
        await using var prometheus = await PrometheusServer.StartAsync(home, Ct, alertmanager.Address);
        using var executor = new Caller(home.Executor);
        using var exchange = new Caller(home.Exchange);

        // Slow: reads and cancels back off further, operations are told. Orders go on until somebody is, however slowly this machine looks.
        (await exchange.PostAsync("/sim/faults", """{"name":"latency","route":"POST /fapi/v1/order","ms":1600}""", Ct)).With(HttpStatusCode.OK);
        await ToldMeanwhileAsync("SparkOrderLatencyHigh", () => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BuyAsync(executor))));
        await ActedAsync(executor, "auto_retry_with_backoff");
        await SeenAsync(prometheus, "spark_futures_guardrail_actions_total{action=\"auto_retry_with_backoff\"} >= 1");
        await ToldAsync("SparkGuardrailActed", "firing", "auto_retry_with_backoff");
        (await exchange.SendAsync(HttpMethod.Delete, "/sim/faults", Ct)).With(HttpStatusCode.OK);

        // Cut: the next attempts back off, operations are told. It is for drops before 30 s of age, so the second cut is one at the latest.
        for (var i = 0; i < 2; i++) await CutAsync(executor, exchange);
        await ActedAsync(executor, "reconnect_with_exponential_backoff");
        await ToldAsync("SparkGuardrailActed", "firing", "reconnect_with_exponential_backoff");

        // Errors: the breaker opens, somebody is paged.
        (await exchange.PostAsync("/sim/faults", """{"name":"errorByRoute","route":"POST /fapi/v1/order","status":500,"code":-1001,"msg":"Internal error."}""", Ct)).With(HttpStatusCode.OK);
        for (var i = 0; i < 8 && !await IsOpenAsync(executor); i++) await executor.ConfirmedAnywayAsync("/futures/order.place", Order, Ct);
        await ActedAsync(executor, "circuit_breaker_open");
        await SeenAsync(prometheus, "spark_futures_circuit_breaker_open == 1");
        await ToldAsync("SparkCircuitBreakerOpen", "firing");
        await ToldAsync("SparkOrderErrors", "firing");
        await ToldAsync("SparkGuardrailActed", "firing", "circuit_breaker_open");
        await ActedWithinTwoWindowsAsync(executor);
        await ToldBySparkAsync("SparkCircuitBreakerOpen", "errorRate");
        await ToldBySparkAsync("SparkGuardrailActed", "slowOrders");

        // Over: a person closes it, every alert resolves, and whoever was told of it is told that too.
        (await exchange.SendAsync(HttpMethod.Delete, "/sim/faults", Ct)).With(HttpStatusCode.OK);
        await Eventually.HoldsAsync(async ct => (await executor.GetAsync("/guardrails/status", ct)).With(HttpStatusCode.OK)["current"]!["errorRate"]?.GetValue<decimal>() is null or <= 0.05m, () => "The error rate stays.", Ct);
        (await executor.PostAsync("/futures/risk/circuit-breaker/close", "{}", Ct)).With(HttpStatusCode.OK);
        await SeenAsync(prometheus, "spark_futures_circuit_breaker_open == 0");
        foreach (var alert in Followed) await ToldAsync(alert, "resolved");
        foreach (var action in Actions) await ToldAsync("SparkGuardrailActed", "resolved", action);
        await Eventually.HoldsAsync(async ct => !(await alertmanager.AlertsAsync(ct)).Intersect([.. Followed, "SparkGuardrailActed"]).Any(), () => "Alertmanager still has an alert.", Ct);
    }

    private static async Task BuyAsync(Caller executor) => (await executor.ConfirmedAsync("/futures/order.place", Order, Ct)).With(HttpStatusCode.OK);

    private static async Task CutAsync(Caller executor, Caller exchange)
    {
        var before = await ReconnectsAsync(executor, Ct);
        (await exchange.PostAsync("/sim/faults", """{"name":"cutSockets","kind":"user"}""", Ct)).With(HttpStatusCode.OK);
        await Eventually.HoldsAsync(async ct => await ReconnectsAsync(executor, ct) > before, () => "The user stream stays down.", Ct);
    }

    private static async Task<long> ReconnectsAsync(Caller executor, CancellationToken ct) =>
        (await executor.GetAsync("/futures/health", ct))["streams"]!["userData"]!["reconnects"]!.GetValue<long>();

    private static async Task<bool> IsOpenAsync(Caller executor) =>
        (await executor.GetAsync("/futures/risk/status", Ct)).With(HttpStatusCode.OK)["circuitBreaker"]!["open"]!.GetValue<bool>();

    private static Task ActedAsync(Caller executor, string action) => Eventually.HoldsAsync(ct => HasActedAsync(executor, action, ct), () => $"{action} was not taken.", Ct);

    private static async Task<bool> HasActedAsync(Caller executor, string action, CancellationToken ct) =>
        (await executor.GetAsync("/guardrails/status", ct)).With(HttpStatusCode.OK)["actions"]!.AsArray().Any(one => (string?)one!["action"] == action);

    // By the executor's own clock: from the failure that was one too many to the decision.
    private static async Task ActedWithinTwoWindowsAsync(Caller executor)
    {
        var records = (await executor.GetAsync("/audit?limit=1000", Ct)).With(HttpStatusCode.OK)["records"]!.AsArray();
        var failures = records.Where(one => (string?)one!["kind"] is "order.answerLost" or "order.rejected").Select(AtOf).Order().ToArray();
        var acted = records.Where(one => (string?)one!["kind"] == "guardrail.acted" && one.ToJsonString().Contains("exchangeErrors", StringComparison.Ordinal)).Select(AtOf).Min();
        Assert.True(failures[0] <= acted, $"It acted at {acted:O}, before the first failure at {failures[0]:O}.");
        // From the third failure within a window on it had to: it may have acted before.
        var due = Enumerable.Range(2, Math.Max(0, failures.Length - 2)).Where(i => failures[i] - failures[i - 2] <= Window).Select(i => failures[i]).FirstOrDefault(acted);
        Assert.True(acted - due <= 2 * Window, $"It was due at {due:O} and acted at {acted:O}.");
    }

    private static DateTimeOffset AtOf(JsonNode? record) => DateTimeOffset.Parse((string)record!["at"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task SeenAsync(PrometheusServer prometheus, string query) =>
        Eventually.HoldsAsync(async ct => await prometheus.CountAsync(query, ct) > 0, () => $"Prometheus doesn't see {query}.", Ct);

    private Task ToldAsync(string alert, string status, string? action = null) =>
        Eventually.HoldsAsync(_ => Task.FromResult(IsTold(alert, status, action)), () => NotTold($"{alert} {action} is {status}"), Ct);

    private Task ToldMeanwhileAsync(string alert, Func<Task> act) => Eventually.HoldsAsync(
        async _ =>
        {
            if (!IsTold(alert, "firing")) await act();
            return IsTold(alert, "firing");
        },
        () => NotTold($"{alert} is firing"), Ct);

    // What Spark tells by itself has a source; these are Prometheus's.
    private bool IsTold(string alert, string status, string? action = null) => _desk.LogEntries.Select(entry => entry.RequestMessage?.Body).OfType<string>()
        .SelectMany(body => JsonNode.Parse(body)!["alerts"]!.AsArray()).Any(one => (string?)one!["status"] == status && (string?)one["labels"]!["alertname"] == alert
            && one["labels"]!["source"] is null && (action is null || (string?)one["labels"]!["action"] == action));

    private Task ToldBySparkAsync(string alert, string subject) => Eventually.HoldsAsync(
        _ => Task.FromResult(_desk.LogEntries.Select(entry => entry.RequestMessage?.Body).OfType<string>().SelectMany(body => JsonNode.Parse(body)!["alerts"]!.AsArray())
            .Any(one => (string?)one!["labels"]!["alertname"] == alert && (string?)one["labels"]!["source"] == "simulator" && (string?)one["labels"]!["subject"] == subject)),
        () => NotTold($"{alert} of {subject} by Spark"), Ct);

    private string NotTold(string what) => $"Nobody was told that {what}. Told was: {string.Join('\n', _desk.LogEntries.Select(entry => entry.RequestMessage?.Body))}";
}
