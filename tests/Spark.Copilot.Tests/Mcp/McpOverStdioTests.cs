using System.IO.Pipelines;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Spark.Contracts.Configuration;
using Spark.Copilot.Cli;
using Spark.Copilot.Tests.Configuration;
using Spark.Copilot.Tests.Http;
using Spark.Copilot.Tests.Services;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Mcp;

/// <summary><c>spark mcp</c>: the same tools over standard input and output.</summary>
public sealed class McpOverStdioTests
{
    private const string RealOrder = """{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":0.001,"dryRun":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_speaks_for_the_service_that_runs_and_ends_when_the_client_leaves()
    {
        await using var copilot = await TalkingCopilot.StartAsync(Ct);
        var (client, command, leave) = await StartAsync(("SPARK_COPILOT_URLS", copilot.Address.ToString()));

        Assert.Equal(ActionCatalogue.All.Length, (await client.ListToolsAsync(cancellationToken: Ct)).Count);
        var (account, _) = await client.CallAsync("futures_account", "{}", Ct);
        Assert.Equal("done", (string)account["status"]!);
        var (order, _) = await client.CallAsync("futures_order_place", RealOrder, Ct);
        Assert.Equal("awaitingConfirmation", (string)order["status"]!);
        Assert.DoesNotContain("token", order.ToJsonString(), StringComparison.OrdinalIgnoreCase);

        await client.DisposeAsync();
        await leave();
        Assert.Equal(0, await command);
    }

    [Fact]
    public async Task Without_a_service_it_starts_one_with_its_confirmation_page()
    {
        using var folder = new TemporaryFolder();
        var copilot = RunningCopilot.FreeAddress();
        var (client, command, leave) = await StartAsync(("SPARK_DATA", folder.Path), ("SPARK_COPILOT_URLS", copilot.ToString()),
            ("SPARK_EXECUTOR_URLS", "http://127.0.0.1:0"), ("SPARK_SIMULATOR_URLS", RunningCopilot.FreeAddress().ToString()));

        var (order, _) = await client.CallAsync("futures_order_place", RealOrder, Ct);

        Assert.Equal("awaitingConfirmation", (string)order["status"]!);
        using var http = new HttpClient();
        Assert.Equal("ok", await http.GetStringAsync(new Uri(copilot, "/healthz"), Ct));
        await client.DisposeAsync();
        await leave();
        Assert.Equal(0, await command);
    }

    private static async Task<(McpClient Client, Task<int> Command, Func<Task> Leave)> StartAsync(params (string Name, string Value)[] settings)
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        var source = SettingsSource.Of(settings.ToDictionary(pair => pair.Name, pair => pair.Value));
        var io = new CliIo(() => toServer.Reader.AsStream(), TextWriter.Null, TextWriter.Null, () => source) { RawOutput = () => toClient.Writer.AsStream() };
        var command = SparkCommands.Build(io).Parse(["mcp"]).InvokeAsync(cancellationToken: Ct);
        var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()), cancellationToken: Ct);
        return (client, command, async () => await toServer.Writer.CompleteAsync());
    }
}
