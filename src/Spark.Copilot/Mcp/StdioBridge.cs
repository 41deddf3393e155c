using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Spark.Copilot.Mcp;

/// <summary>
/// Speaks the protocol on standard input and output and passes every call on to a service's <c>/mcp</c>: the same tools, rules and
/// principal, whichever door a client comes in by.
/// </summary>
internal static class StdioBridge
{
    /// <summary>Runs until the client closes its side.</summary>
    /// <param name="service">Where <c>/mcp</c> is, with the caller's key if one is needed.</param>
    /// <param name="input">From the client.</param>
    /// <param name="output">To the client; nothing else may write there.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task RunAsync(HttpClient service, Stream input, Stream output, CancellationToken ct)
    {
        await using var upstream = await ConnectAsync(service, ct);
        var options = new McpServerOptions
        {
            ServerInfo = McpServices.Identity,
            ServerInstructions = upstream.ServerInstructions,
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (request, token) => PassedAsync(service, () => upstream.ListToolsAsync(request.Params ?? new ListToolsRequestParams(), token)),
                CallToolHandler = (request, token) => PassedAsync(service, () => upstream.CallToolAsync(request.Params!, token)),
            },
        };
        await using var transport = new StreamServerTransport(input, output, McpServices.Identity.Name);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(ct);
    }

    private static Task<McpClient> ConnectAsync(HttpClient service, CancellationToken ct) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(service.BaseAddress!, McpServices.Route),
            TransportMode = HttpTransportMode.StreamableHttp,
        }, service), cancellationToken: ct);

    private static async ValueTask<T> PassedAsync<T>(HttpClient service, Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException e)
        {
            throw new McpException($"The Spark service at {service.BaseAddress} doesn't answer: what was asked may or may not have reached it. Start it, then start this server again.", e);
        }
    }
}
