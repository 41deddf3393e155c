using System.Text;
using System.Text.Json.Nodes;
using Spark.Contracts.Security;
using Spark.Copilot.Hosting;
using Spark.Copilot.Tests.Services;
using Spark.Testing.Scenarios;

namespace Spark.Copilot.Tests.Http;

/// <summary>A copilot on a real executor and exchange, on real sockets.</summary>
internal sealed class TalkingCopilot : IAsyncDisposable
{
    private readonly RunningCopilot _copilot;

    private TalkingCopilot(Scenario scenario, RunningCopilot copilot) => (Scenario, _copilot) = (scenario, copilot);

    public Scenario Scenario { get; }

    public HttpClient Http => _copilot.Http;

    public Uri Address => _copilot.Address;

    public IServiceProvider Services => _copilot.Services;

    public static async Task<TalkingCopilot> StartAsync(CancellationToken ct, params ApiKeyEntry[] keys)
    {
        var scenario = await Scenario.StartAsync(ct);
        var copilot = await RunningCopilot.StartAsync(new ExecutorAddress(scenario.Address, scenario.Keys.Agent), ct, null, keys);
        return new TalkingCopilot(scenario, copilot);
    }

    public async Task<JsonObject> ChatAsync(string message, CancellationToken ct, string? conversationId = null)
    {
        var body = new JsonObject { ["message"] = message };
        if (conversationId is not null) body["conversationId"] = conversationId;
        var (status, json) = await PostAsync("/copilot/chat", body.ToJsonString(), ct);
        Assert.Equal(200, status);
        return json;
    }

    public async Task<(int Status, JsonObject Body)> PostAsync(string path, string body, CancellationToken ct, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await Http.PostAsync(path, content, ct);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!.AsObject());
    }

    /// <summary>Result lines of a batch.</summary>
    public async Task<List<JsonObject>> RunAsync(string query, string body, CancellationToken ct, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await Http.PostAsync("/copilot/actions/run" + query, content, ct);
        Assert.Equal(200, (int)answer.StatusCode);
        return [.. (await answer.Content.ReadAsStringAsync(ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    public async ValueTask DisposeAsync()
    {
        await _copilot.DisposeAsync();
        await Scenario.DisposeAsync();
    }
}
