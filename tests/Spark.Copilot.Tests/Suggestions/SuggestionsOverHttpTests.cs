using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Spark.Contracts.Security;
using Spark.Copilot.Suggestions;
using Spark.Copilot.Tests.Http;
using Spark.Copilot.Tests.Services;

namespace Spark.Copilot.Tests.Suggestions;

/// <summary>Suggestions as clients get them, over a real executor.</summary>
public sealed class SuggestionsOverHttpTests
{
    private const string Canary = """{"action":"/canary/run","params":{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001},"dryRun":true,"confirm_required":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_canary_that_passed_is_suggested_with_a_draft_that_runs_and_goes_once_it_is_dismissed()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await copilot.RunAsync("", Canary, Ct);

        var suggestion = Assert.Single(await ListAsync(copilot.Http, "?language=tr"));

        Assert.Equal("CanaryWaiting", (string)suggestion["code"]!);
        Assert.Contains("kanarya", (string)suggestion["title"]!, StringComparison.Ordinal);
        Assert.Contains("0,001", (string)suggestion["text"]!, StringComparison.Ordinal);
        var line = Assert.Single(await copilot.RunAsync("?mode=execute", suggestion["draft"]!.ToJsonString(), Ct));
        Assert.Equal("awaitingConfirmation", (string)line["status"]!);

        using var dismissed = await copilot.Http.PostAsync($"/copilot/suggestions/{suggestion["id"]}/dismiss", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, dismissed.StatusCode);
        Assert.Empty(await ListAsync(copilot.Http));
        using var again = await copilot.Http.PostAsync($"/copilot/suggestions/{suggestion["id"]}/dismiss", null, Ct);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_client_of_the_hub_hears_of_suggestions_and_alerts_as_they_come()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await using var hub = Connection(copilot.Address, "?language=en");
        var heard = Channel.CreateUnbounded<(string Name, JsonElement Body)>();
        foreach (var name in (string[])["suggestion", "cleared", "alert"]) hub.On<JsonElement>(name, body => heard.Writer.TryWrite((name, body)));
        await hub.StartAsync(Ct);

        await copilot.Scenario.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-45}""", Ct);

        var near = await NextAsync(heard, "suggestion");
        Assert.Equal("LossNear", near.GetProperty("code").GetString());
        Assert.Equal("/futures/risk/circuit-breaker/open", near.GetProperty("draft").GetProperty("action").GetString());
        Assert.Contains("-45", near.GetProperty("text").GetString(), StringComparison.Ordinal);

        await copilot.Scenario.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-10}""", Ct);
        Assert.Equal("CircuitBreakerOpen", (await NextAsync(heard, "alert")).GetProperty("code").GetString());
        Assert.Equal(near.GetProperty("id").GetString(), (await NextAsync(heard, "cleared")).GetProperty("id").GetString());
        Assert.Contains(copilot.Services.GetRequiredService<SuggestionDesk>().Alerts, alert => alert.Code == "CircuitBreakerOpen");
    }

    [Fact]
    public async Task Whoever_connects_later_is_told_what_stands()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        await copilot.Scenario.Executor.PostAsync("/futures/risk/record-pnl", """{"pnl":-45}""", Ct);
        Assert.Single(await ListAsync(copilot.Http));

        await using var hub = Connection(copilot.Address, "?language=tr");
        var heard = Channel.CreateUnbounded<(string Name, JsonElement Body)>();
        hub.On<JsonElement>("suggestion", body => heard.Writer.TryWrite(("suggestion", body)));
        await hub.StartAsync(Ct);

        Assert.Contains("zarar", (await NextAsync(heard, "suggestion")).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_silent_executor_the_answer_says_that_nothing_was_read()
    {
        var nowhere = new Copilot.Hosting.ExecutorAddress(RunningCopilot.FreeAddress(), "key");
        await using var copilot = await RunningCopilot.StartAsync(nowhere, Ct);
        var answer = JsonNode.Parse(await copilot.Http.GetStringAsync("/copilot/suggestions", Ct))!;
        Assert.Empty(answer["suggestions"]!.AsArray());
        Assert.Null(answer["asOf"]);
    }

    [Fact]
    public async Task Who_may_only_look_dismisses_nothing_and_other_pages_hear_nothing()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct, new ApiKeyEntry("eyes", "viewer", new ApiKey("viewer-key-of-16-letters")));
        using var unknown = await copilot.Http.GetAsync("/copilot/suggestions", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        copilot.Http.DefaultRequestHeaders.Authorization = new("Bearer", "viewer-key-of-16-letters");
        using var refused = await copilot.Http.PostAsync("/copilot/suggestions/s-1/dismiss", null, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/copilot");
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        using var foreign = await copilot.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var asked = await copilot.Http.GetAsync("/copilot/suggestions?language=de", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
    }

    private static HubConnection Connection(Uri copilot, string query) => new HubConnectionBuilder().WithUrl(new Uri(copilot, "/hubs/copilot" + query)).Build();

    private static async Task<List<JsonNode>> ListAsync(HttpClient http, string query = "") =>
        [.. JsonNode.Parse(await http.GetStringAsync("/copilot/suggestions" + query, Ct))!["suggestions"]!.AsArray().Select(one => one!)];

    private static async Task<JsonElement> NextAsync(Channel<(string Name, JsonElement Body)> heard, string name)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(25));
        await foreach (var (heardName, body) in heard.Reader.ReadAllAsync(patience.Token))
        {
            if (heardName == name) return body;
        }
        throw new InvalidOperationException("The hub closed.");
    }
}
