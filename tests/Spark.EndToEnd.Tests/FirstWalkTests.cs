using System.Net;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>What a user can do with a fresh machine, no keys and no internet: one walk through the whole chain, in order.</summary>
public sealed class FirstWalkTests
{
    private const string Order = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001}""";
    private const string LiveOrder = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"dryRun":false}""";
    private const string CanaryOrder = """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001}""";

    private static readonly string[] AllSymbols = ["BTCUSDT", "ETHUSDT"];
    private static readonly string[] BothStreams = ["market", "userData"];

    [Fact]
    public async Task An_order_travels_from_a_call_to_a_fill_and_everything_survives_a_restart()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var first = await home.StartAsync(ct);
        using var executor = new Caller(home.Executor);

        await HealthIsGoodAsync(executor, ct);
        await StreamsStartAsync(executor, ct);
        await MetricsShowTheStreamsAsync(executor, ct);
        await DryRunsTouchNothingAsync(executor, ct);
        await AnOrderOverTheLimitIsRefusedAsync(executor, first, ct);
        await ALiveOrderIsConfirmedAndFilledAsync(executor, ct);
        await ACanaryIsRunAndConfirmedOnceAsync(executor, ct);
        await ADrillOpensTheBreakerAndAPersonClosesItAsync(executor, ct);

        await executor.PostAsync("/futures/risk/circuit-breaker/open", """{"reason":"going home"}""", ct);
        var position = await PositionAsync(executor, ct);
        var audit = await AuditAsync(executor, ct);
        await first.InterruptAsync(ct);
        Assert.Equal(0, await first.ExitCodeAsync(TimeSpan.FromSeconds(5), ct));

        await using var second = await home.StartAsync(ct);
        await TheSameAccountIsThereAsync(executor, position, audit, ct);
    }

    private static async Task HealthIsGoodAsync(Caller executor, CancellationToken ct)
    {
        var health = (await executor.GetAsync("/futures/health", ct)).With(HttpStatusCode.OK);
        Assert.Equal("ok", health.Word("status"));
        Assert.True(health.Yes("testnet"));
        Assert.Equal("simulator", health.Word("venue"));
        Assert.True(health["serverTime"]!.GetValue<long>() > 0);
    }

    private static async Task StreamsStartAsync(Caller executor, CancellationToken ct)
    {
        var started = (await executor.PostAsync("/futures/ws.start", """{"symbols":["BTCUSDT","ETHUSDT"]}""", ct)).With(HttpStatusCode.OK);
        Assert.True(started.Yes("ok"));
        Assert.Equal(AllSymbols, started.Words("symbols"));
        Assert.Equal(BothStreams, started.Words("streams"));
        Assert.True(DateTimeOffset.Parse(started.Word("timestamp"), System.Globalization.CultureInfo.InvariantCulture).Offset == TimeSpan.Zero);
    }

    private static async Task MetricsShowTheStreamsAsync(Caller executor, CancellationToken ct)
    {
        foreach (var stream in BothStreams)
        {
            Assert.True(await executor.MetricAsync("spark_futures_ws_connects_total", $"stream_type=\"{stream}\"", ct) >= 1, stream);
        }
        var before = await MarketMessagesAsync(executor, ct);
        await Eventually.HoldsAsync(async token => await MarketMessagesAsync(executor, token) > before, () => "No market message arrives.", ct);
        Assert.NotNull(await executor.MetricAsync("spark_futures_order_place_latency_ms_count", "mode=\"live\"", ct));
    }

    private static async Task DryRunsTouchNothingAsync(Caller executor, CancellationToken ct)
    {
        foreach (var order in (string[])[Order, Order.Replace("}", ",\"dryRun\":true}", StringComparison.Ordinal)])
        {
            var answer = (await executor.PostAsync("/futures/order.place", order, ct)).With(HttpStatusCode.OK);
            Assert.True(answer.Yes("dryRun"));
            Assert.True(answer.Yes("ack"));
            Assert.True(answer.Yes("simulated"));
            Assert.True(answer["evidence"]!["passed"]!.GetValue<bool>());
        }
        Assert.Empty((await executor.GetAsync("/futures/positions", ct)).List("positions"));
        Assert.Empty((await executor.GetAsync("/futures/openOrders", ct)).List("orders"));
    }

    private static async Task AnOrderOverTheLimitIsRefusedAsync(Caller executor, SparkProgram process, CancellationToken ct)
    {
        var huge = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":10,"price":80000,"dryRun":false}""";
        var refused = (await executor.PostAsync("/futures/order.place", huge, ct)).With(HttpStatusCode.BadRequest);
        Assert.Equal("MaxNotionalExceeded", refused.Word("error"));
        Assert.Equal(100, refused["limit"]!.GetValue<decimal>());
        Assert.True(refused["observed"]!.GetValue<decimal>() >= 800_000, refused.Text); // more when the mark price is above 80,000
        Assert.Equal("maxNotional", refused.Word("check"));
        Assert.Contains(refused.List("failures"), failure => failure!["name"]!.GetValue<string>() == "maxNotional");

        Assert.Contains(await AuditAsync(executor, ct), record => record["data"]?["error"]?.GetValue<string>() == "MaxNotionalExceeded");
        await Eventually.HoldsAsync(
            _ => Task.FromResult(process.Output.Split('\n').Any(line => line.Contains("[RiskGate] MaxNotionalExceeded", StringComparison.Ordinal))),
            () => $"No [RiskGate] line. The process {process.Story}", ct);
    }

    private static async Task ALiveOrderIsConfirmedAndFilledAsync(Caller executor, CancellationToken ct)
    {
        var asked = (await executor.PostAsync("/futures/order.place", LiveOrder, ct)).With(HttpStatusCode.PreconditionRequired);
        Assert.Equal("ConfirmationRequired", asked.Word("error"));
        Assert.True(asked.Yes("confirm_required"));
        Assert.Empty((await executor.GetAsync("/futures/positions", ct)).List("positions"));

        var token = asked["confirmation"]!["token"]!.GetValue<string>();
        var placed = (await executor.PostAsync("/futures/order.place", LiveOrder, ct, ("X-Spark-Confirmation", token))).With(HttpStatusCode.OK);
        Assert.False(placed.Yes("dryRun"));
        Assert.True(placed.Yes("ack"));

        var settled = await OrderAsync(executor, placed["order"]!["clientOrderId"]!.GetValue<string>(), ct);
        Assert.Equal("FILLED", settled["status"]!.GetValue<string>());
        Assert.Equal("closed", settled["state"]!.GetValue<string>());
        Assert.True(settled["averagePrice"]!.GetValue<decimal>() > 0);

        var positions = await Eventually.GetAsync(
            async t => await executor.GetAsync("/futures/positions", t) is var seen && seen.List("positions").Count == 1 ? seen : null,
            () => "The fill never became a position.", ct);
        Assert.Equal("stream", positions.Word("source"));
        Assert.Equal("LONG", positions.List("positions")[0]!["side"]!.GetValue<string>());
        Assert.Equal(0.001m, positions.List("positions")[0]!["quantity"]!.GetValue<decimal>());
    }

    private static async Task ACanaryIsRunAndConfirmedOnceAsync(Caller executor, CancellationToken ct)
    {
        var run = (await executor.PostAsync("/canary/run", CanaryOrder, ct)).With(HttpStatusCode.OK);
        Assert.True(run.Yes("ok"));
        Assert.True(run.Yes("simulated"));
        Assert.True(run["evidence"]!["passed"]!.GetValue<bool>());
        Assert.Matches("^canary-[0-9]{13}$", run["order"]!["id"]!.GetValue<string>());
        Assert.Equal("simulated", run["order"]!["status"]!.GetValue<string>());

        var confirmed = (await executor.PostAsync("/canary/confirm", """{"scope":"futures-testnet"}""", ct)).With(HttpStatusCode.OK);
        Assert.True(confirmed.Yes("ok"));
        Assert.True(confirmed.Yes("applied"));
        Assert.True(confirmed.Yes("testnet"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"maxNotional":100,"maxPositionSize":0.1,"dailyLossLimit":50}"""), confirmed["limits"]), confirmed.Text);

        var again = await executor.PostAsync("/canary/confirm", """{"scope":"futures-testnet"}""", ct);
        Assert.Equal("NoCanaryToConfirm", again.With(HttpStatusCode.Conflict).Word("error"));
        await Eventually.HoldsAsync(
            async t => await executor.MetricAsync("spark_futures_ws_messages_total", "stream_type=\"userData\"", t) > 0, () => "No user event was counted.", ct);
        await Eventually.HoldsAsync(async t => Quantity(await PositionAsync(executor, t)) == 0.002m, () => "The canary's fill never became a position.", ct);
    }

    private static async Task ADrillOpensTheBreakerAndAPersonClosesItAsync(Caller executor, CancellationToken ct)
    {
        var drill = (await executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-60}""", ct)).With(HttpStatusCode.OK);
        Assert.Equal(-60, drill["recorded"]!.GetValue<decimal>());
        Assert.True(drill["circuitBreaker"]!["open"]!.GetValue<bool>());

        var refused = (await executor.PostAsync("/futures/order.place", LiveOrder, ct)).With(HttpStatusCode.BadRequest);
        Assert.Equal("CircuitBreakerOpen", refused.Word("error"));
        Assert.Equal("Daily loss limit reached", refused.Word("reason"));

        // An open breaker takes back the canary that is still being watched, and only that: the other order's fill stays.
        await Eventually.HoldsAsync(async t => Quantity(await PositionAsync(executor, t)) == 0.001m, () => "The canary is not taken back.", ct);
        await Eventually.HoldsAsync(async t => await CanaryStateAsync(executor, t) == "rolledBack", () => "The canary's end is not told.", ct);

        var closed = (await executor.PostAsync("/futures/risk/circuit-breaker/close", null, ct)).With(HttpStatusCode.OK);
        Assert.False(closed["circuitBreaker"]!["open"]!.GetValue<bool>());
        // Closing acknowledges the cause; the day's limit stays where it is.
        Assert.Equal("DailyLossLimitExceeded", (await executor.PostAsync("/futures/order.place", LiveOrder, ct)).With(HttpStatusCode.BadRequest).Word("error"));
    }

    private static async Task TheSameAccountIsThereAsync(Caller executor, JsonNode position, JsonNode[] audit, CancellationToken ct)
    {
        // Mark prices of the open position are streamed again a moment after the start.
        await Eventually.HoldsAsync(async t => (await executor.GetAsync("/futures/health", t)).Word("status") == "ok", () => "Health stays degraded.", ct);
        var after = await PositionAsync(executor, ct);
        Assert.Equal(Quantity(position), Quantity(after));
        Assert.Equal(position["entryPrice"]!.GetValue<decimal>(), after["entryPrice"]!.GetValue<decimal>());

        var risk = await executor.GetAsync("/futures/risk/status", ct);
        Assert.True(risk["circuitBreaker"]!["open"]!.GetValue<bool>(), risk.Text);
        Assert.Contains("going home", risk.Text, StringComparison.Ordinal);
        Assert.Equal("CircuitBreakerOpen", (await executor.PostAsync("/futures/order.place", LiveOrder, ct)).With(HttpStatusCode.BadRequest).Word("error"));

        var continued = await AuditAsync(executor, ct);
        Assert.True(continued.Length > audit.Length);
        Assert.Equal(audit.Select(record => record["hash"]!.GetValue<string>()), continued.Take(audit.Length).Select(record => record["hash"]!.GetValue<string>()));
    }

    private static async Task<string> CanaryStateAsync(Caller executor, CancellationToken ct) =>
        (await executor.GetAsync("/canary/status", ct)).With(HttpStatusCode.OK)["canaries"]![0]!["state"]!.GetValue<string>();

    private static async Task<JsonNode> OrderAsync(Caller executor, string clientOrderId, CancellationToken ct) =>
        (await executor.GetAsync($"/futures/order?symbol=BTCUSDT&clientOrderId={clientOrderId}&wait=10000", ct)).With(HttpStatusCode.OK)["order"]!;

    private static async Task<JsonNode> PositionAsync(Caller executor, CancellationToken ct) =>
        Assert.Single((await executor.GetAsync("/futures/positions", ct)).With(HttpStatusCode.OK).List("positions"))!;

    private static async Task<JsonNode[]> AuditAsync(Caller executor, CancellationToken ct) =>
        [.. (await executor.GetAsync("/audit?limit=1000", ct)).With(HttpStatusCode.OK).List("records").Select(record => record!)];

    private static decimal Quantity(JsonNode position) => position["quantity"]!.GetValue<decimal>();

    private static Task<double?> MarketMessagesAsync(Caller executor, CancellationToken ct) =>
        executor.MetricAsync("spark_futures_ws_messages_total", "stream_type=\"market\"", ct);
}
