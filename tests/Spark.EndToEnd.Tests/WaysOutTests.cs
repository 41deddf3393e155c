using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using Spark.EndToEnd.Tests.Http;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>'Close everything', from a sentence to a flat account, through the program as people start it.</summary>
public sealed partial class WaysOutTests
{
    [Theory]
    [InlineData("hepsini kapat", "tr")]
    [InlineData("flatten everything", "en")]
    public async Task One_sentence_proposes_both_ways_out_one_page_confirms_them_and_nothing_is_left(string sentence, string language)
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        // The model doesn't answer: the offline engine reads the sentence.
        await using var spark = await home.StartAsync(ct, ("SPARK_LLM_ENDPOINT", "http://127.0.0.1:9"), ("SPARK_LLM_MODEL", "away"), ("FUTURES_COUNTDOWN_CANCEL", "30"));
        using var executor = new Caller(home.Executor);
        using var copilot = new Caller(home.Copilot);
        await HoldSomethingAsync(executor, ct);
        (await executor.PostAsync("/futures/risk/circuit-breaker/open", "{}", ct)).With(HttpStatusCode.OK);

        var reply = (await copilot.PostAsync("/copilot/chat", new JsonObject { ["message"] = sentence }.ToJsonString(), ct)).With(HttpStatusCode.OK);
        Assert.Equal(language, reply.Word("language"));
        Assert.Equal(["/futures/order.cancelAll", "/futures/position.close"], reply.List("actions").Select(action => action!["action"]!.GetValue<string>()));
        Assert.All(reply.List("actions"), action => Assert.True(action!["params"]!.AsObject().Count == 0 && action["confirm_required"]!.GetValue<bool>() && !action["dryRun"]!.GetValue<bool>()));
        var lines = (await copilot.PostAsync("/copilot/actions/run?mode=execute", reply["actions"]!.ToJsonString(), ct)).With(HttpStatusCode.OK).Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.All(lines, line => Assert.Equal("awaitingConfirmation", line["status"]!.GetValue<string>()));

        // A batch has two addresses, and either leads to the one page.
        var outcome = await ConfirmAsync(new Uri(lines[language == "tr" ? 0 : 1]["confirmUrl"]!.GetValue<string>()), ct);

        Assert.True(outcome.Contains("STOP_MARKET", StringComparison.Ordinal), outcome);
        using var books = new ExchangeBooks(home.Exchange);
        Assert.Equal(0, await books.PositionAsync("BTCUSDT", ct));
        Assert.DoesNotContain(await books.StopsAsync("BTCUSDT", ct), stop => stop["algoStatus"]!.GetValue<string>() == "NEW");
        Assert.DoesNotContain(await books.OrdersAsync("BTCUSDT", ct), order => order["status"]!.GetValue<string>() is "NEW" or "PARTIALLY_FILLED");
        await Eventually.HoldsAsync(async t => (await executor.GetAsync("/futures/positions", t)).List("positions").Count == 0, () => "It does not know that it is flat.", ct);
        await spark.InterruptAsync(ct);
        Assert.Equal(0, await spark.ExitCodeAsync(TimeSpan.FromSeconds(10), ct));
        Assert.Contains("Nothing stays on the exchange", spark.Story, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_of_another_model_calls_both_ways_out_one_page_confirms_them_and_nothing_is_left()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = await home.StartAsync(ct);
        using var executor = new Caller(home.Executor);
        await HoldSomethingAsync(executor, ct);
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(home.Copilot, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: ct);

        await ProposeAsync(client, "futures_order_cancel_all", ct);
        await ConfirmAsync(await ProposeAsync(client, "futures_position_close", ct), ct);

        using var books = new ExchangeBooks(home.Exchange);
        Assert.Equal(0, await books.PositionAsync("BTCUSDT", ct));
        Assert.DoesNotContain(await books.StopsAsync("BTCUSDT", ct), stop => stop["algoStatus"]!.GetValue<string>() == "NEW");
        Assert.DoesNotContain(await books.OrdersAsync("BTCUSDT", ct), order => order["status"]!.GetValue<string>() is "NEW" or "PARTIALLY_FILLED");
    }

    private static async Task<Uri> ProposeAsync(McpClient client, string tool, CancellationToken ct)
    {
        var answer = await client.CallToolAsync(tool, new Dictionary<string, object?> { ["dryRun"] = false }, cancellationToken: ct);
        return new Uri(answer.StructuredContent!.Value.GetProperty("confirmUrl").GetString()!);
    }

    private static async Task HoldSomethingAsync(Caller executor, CancellationToken ct)
    {
        (await executor.ConfirmedAsync("/futures/order.place", """{"symbol":"BTCUSDT","side":"BUY","quantity":0.001,"dryRun":false}""", ct)).With(HttpStatusCode.OK);
        (await executor.ConfirmedAsync("/futures/order.place", """{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","price":55500,"quantity":0.001,"dryRun":false}""", ct)).With(HttpStatusCode.OK);
        await Eventually.HoldsAsync(async t => (await executor.GetAsync("/futures/positions", t)).List("positions").Count == 1, () => "No position.", ct);
        (await executor.ConfirmedAsync("/futures/order.place", """{"symbol":"BTCUSDT","side":"SELL","type":"STOP_MARKET","stopPrice":50000,"quantity":0.001,"reduceOnly":true,"dryRun":false}""", ct)).With(HttpStatusCode.OK);
    }

    // As a browser does it: the page with its form, then the form.
    private static async Task<string> ConfirmAsync(Uri address, CancellationToken ct)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        using var shown = await browser.GetAsync(address, ct);
        var page = await shown.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
        Assert.Contains("STOP_MARKET", page, StringComparison.Ordinal);
        Assert.Contains("0.001 BTCUSDT", page, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "confirm"), KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        using var answer = await browser.PostAsync(shown.RequestMessage!.RequestUri, form, ct);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(ct);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
