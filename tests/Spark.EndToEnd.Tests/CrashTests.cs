using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>A process that dies in the middle of its work: what was sent is known afterwards, and nothing is sent twice.</summary>
public sealed class CrashTests
{
    private const int Orders = 6;

    [Fact]
    public async Task A_process_killed_among_orders_knows_each_of_them_afterwards_and_sends_none_twice()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var exchange = home.Start("Spark.Simulator");
        await Ready.AnswersAsync(new Uri(home.Exchange, "/fapi/v1/ping"), exchange, ct);
        await using var victim = home.Start("Spark.Executor", ("FUTURES_ORDER_RATE", "1000"));
        await Ready.AtAsync(home.Executor, victim, ct);
        using var executor = new Caller(home.Executor);
        var tokens = new string[Orders];
        for (var i = 0; i < Orders; i++) tokens[i] = await TokenAsync(executor, i, ct);

        // The kill falls among orders that are on their way: after the first answer, before the last.
        var placing = Enumerable.Range(0, Orders).Select(i => PlaceAsync(executor, i, tokens[i], ct)).ToArray();
        await Task.WhenAny(placing);
        await victim.KillAsync(ct);
        var told = await Task.WhenAll(placing);
        Assert.Contains(told, answer => answer is { Status: HttpStatusCode.OK });

        await using var revived = home.Start("Spark.Executor", ("FUTURES_ORDER_RATE", "1000"));
        await Ready.AtAsync(home.Executor, revived, ct);
        var orders = new JsonNode?[Orders];
        for (var i = 0; i < Orders; i++) orders[i] = await KnownOrderAsync(executor, i, ct);

        for (var i = 0; i < Orders; i++)
        {
            if (told[i] is { Status: HttpStatusCode.OK }) Assert.Equal("FILLED", orders[i]?["status"]?.GetValue<string>());
        }
        // An answer tells no price; what the dead process missed is asked for.
        Assert.All(orders.Where(order => order?["status"]?.GetValue<string>() == "FILLED"), order => Assert.True(order!["averagePrice"]!.GetValue<decimal>() > 0));
        var filled = orders.Where(order => order?["status"]?.GetValue<string>() == "FILLED").Sum(order => order!["quantity"]!.GetValue<decimal>());
        var position = Assert.Single((await executor.GetAsync("/futures/positions", ct)).List("positions"))!;
        Assert.Equal(filled, position["quantity"]!.GetValue<decimal>());
        Assert.Empty((await executor.GetAsync("/futures/openOrders", ct)).List("orders"));
        await Eventually.HoldsAsync(async t => (await executor.GetAsync("/futures/health", t)).Word("status") == "ok", () => "Health stays degraded.", ct);

        // A caller that repeats itself with the token it used gets the first outcome, and the position does not move.
        for (var i = 0; i < Orders; i++) await RepeatAsync(executor, i, tokens[i], orders[i], ct);
        Assert.Equal(filled, (await executor.GetAsync("/futures/positions", ct)).List("positions")[0]!["quantity"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task An_order_on_its_way_when_Ctrl_C_comes_is_waited_for_and_answered()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var first = await home.StartAsync(ct);
        using var executor = new Caller(home.Executor);
        using var exchange = new Caller(home.Exchange);
        var token = await TokenAsync(executor, 0, ct);
        (await exchange.PostAsync("/sim/faults", """{"name":"latency","route":"POST /fapi/v1/order","ms":2500}""", ct)).With(HttpStatusCode.OK);

        var placing = PlaceAsync(executor, 0, token, ct);
        await Eventually.HoldsAsync(
            async t => (await executor.GetAsync("/audit?limit=1000", t)).List("records").Any(record => record!["kind"]!.GetValue<string>() == "order.intended"),
            () => "The order never set out.", ct);
        await first.InterruptAsync(ct);

        Assert.Equal(0, await first.ExitCodeAsync(TimeSpan.FromSeconds(5), ct));
        Assert.True((await placing)?.With(HttpStatusCode.OK).Yes("ack"));
        await using var second = await home.StartAsync(ct);
        Assert.Equal("FILLED", (await KnownOrderAsync(executor, 0, ct))?["status"]?.GetValue<string>());
        Assert.Equal(0.001m, Assert.Single((await executor.GetAsync("/futures/positions", ct)).List("positions"))!["quantity"]!.GetValue<decimal>());
    }

    private static string ClientOrderId(int i) => string.Create(CultureInfo.InvariantCulture, $"crash-{i}");

    private static string Content(int i) =>
        $$"""{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"clientOrderId":"{{ClientOrderId(i)}}","dryRun":false}""";

    private static async Task<string> TokenAsync(Caller executor, int i, CancellationToken ct) =>
        (await executor.PostAsync("/futures/order.place", Content(i), ct)).With(HttpStatusCode.PreconditionRequired)["confirmation"]!["token"]!.GetValue<string>();

    // Null: the process died before it answered.
    private static async Task<Answer?> PlaceAsync(Caller executor, int i, string token, CancellationToken ct)
    {
        try
        {
            return await executor.PostAsync("/futures/order.place", Content(i), ct, ("X-Spark-Confirmation", token));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // An order whose intent never became durable was never sent: nobody knows it.
    private static async Task<JsonNode?> KnownOrderAsync(Caller executor, int i, CancellationToken ct)
    {
        var path = $"/futures/order?symbol=BTCUSDT&clientOrderId={ClientOrderId(i)}&wait=20000";
        var answer = await executor.GetAsync(path, ct);
        if (answer.Status == HttpStatusCode.NotFound) return null;
        var order = answer.With(HttpStatusCode.OK)["order"]!;
        Assert.Contains(order["state"]!.GetValue<string>(), (string[])["closed", "notPlaced"]);
        return order;
    }

    private static async Task RepeatAsync(Caller executor, int i, string token, JsonNode? order, CancellationToken ct)
    {
        var again = await executor.PostAsync("/futures/order.place", Content(i), ct, ("X-Spark-Confirmation", token));
        if (order is null) Assert.Equal("ConfirmationInvalid", again.With(HttpStatusCode.Conflict).Word("error"));
        else Assert.True(again["replayed"]?.GetValue<bool>(), again.Text);
    }
}
