using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary><c>spark mcp</c> as a client starts it: a process with a protocol on its standard output.</summary>
public sealed class McpTests
{
    [Fact]
    public async Task A_client_starts_Spark_reads_the_account_and_is_sent_to_a_person_for_an_order()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [Artifacts.ProgramOf("Spark.Copilot"), "mcp"],
            EnvironmentVariables = home.Settings().ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
        });
        await using var client = await McpClient.CreateAsync(transport, cancellationToken: ct);

        var account = await CallAsync(client, "futures_account", [], ct);
        Assert.Equal(10_000m, (decimal)account["result"]!["account"]!["walletBalance"]!);
        var order = await CallAsync(client, "futures_order_place", new() { ["symbol"] = "BTCUSDT", ["side"] = "BUY", ["quantity"] = 0.001m, ["dryRun"] = false }, ct);
        Assert.Equal("awaitingConfirmation", (string)order["status"]!);
        using var browser = new HttpClient();
        using var page = await browser.GetAsync((string)order["confirmUrl"]!, ct);
        Assert.True(page.IsSuccessStatusCode);
        Assert.Contains("BTCUSDT", await page.Content.ReadAsStringAsync(ct), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments, CancellationToken ct)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: ct);
        return JsonNode.Parse(Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text)!;
    }
}
