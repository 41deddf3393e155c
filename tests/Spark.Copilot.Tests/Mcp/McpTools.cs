using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Spark.Copilot.Tests.Mcp;

/// <summary>A real client of the protocol.</summary>
internal static class McpTools
{
    public static Task<McpClient> ConnectAsync(HttpClient http, CancellationToken ct) => McpClient.CreateAsync(new HttpClientTransport(
        new HttpClientTransportOptions { Endpoint = new Uri(http.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, http), cancellationToken: ct);

    public static async Task<(JsonObject Answer, bool IsError)> CallAsync(this McpClient client, string tool, string arguments, CancellationToken ct)
    {
        var given = JsonNode.Parse(arguments)!.AsObject().ToDictionary(pair => pair.Key, pair => (object?)pair.Value);
        var result = await client.CallToolAsync(tool, given, cancellationToken: ct);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        var answer = JsonNode.Parse(text)!.AsObject();
        Assert.True(JsonNode.DeepEquals(answer, JsonNode.Parse(result.StructuredContent!.Value.GetRawText())));
        return (answer, result.IsError == true);
    }
}
