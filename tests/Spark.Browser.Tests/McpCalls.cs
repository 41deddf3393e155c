using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Spark.Browser.Tests;

/// <summary>What another model's program does beside the page, over the protocol's own messages.</summary>
internal static class McpCalls
{
    private static readonly HttpClient Http = new();

    /// <summary>Calls one tool; gives what it answered.</summary>
    public static async Task<JsonObject> CallToolAsync(this SparkService spark, string tool, string arguments)
    {
        var (_, session) = await SendAsync(spark, "initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"browser-tests","version":"1"}}""", 1, null);
        await SendAsync(spark, "notifications/initialized", "{}", null, session);
        var (answer, _) = await SendAsync(spark, "tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""", 2, session);
        return answer!["result"]!["structuredContent"]!.AsObject();
    }

    private static async Task<(JsonObject? Answer, string? Session)> SendAsync(SparkService spark, string method, string given, int? id, string? session)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = JsonNode.Parse(given) };
        if (id is not null) message["id"] = id;
        using var request = new HttpRequestMessage(HttpMethod.Post, spark.Url + "/mcp") { Content = JsonContent.Create(message) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        using var response = await Http.SendAsync(request, ExecutorCalls.Ct);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync(ExecutorCalls.Ct);
        var data = text.Split('\n').LastOrDefault(line => line.StartsWith("data:", StringComparison.Ordinal))?[5..] ?? text;
        return (data.Trim().Length == 0 ? null : JsonNode.Parse(data)!.AsObject(), response.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.First() : session);
    }
}
