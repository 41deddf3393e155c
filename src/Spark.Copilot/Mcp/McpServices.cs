using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Spark.Copilot.Executor;
using Spark.Copilot.Http;
using Spark.Copilot.Plugins;

namespace Spark.Copilot.Mcp;

/// <summary>The catalogue over the Model Context Protocol at <c>/mcp</c>: a tool per action, and no other.</summary>
internal static class McpServices
{
    public const string Route = "/mcp";

    public static IServiceCollection AddMcp(this IServiceCollection services, string instructions)
    {
        // Every request stands alone: nothing of one client is kept that another could find.
        services.AddMcpServer(server =>
        {
            server.ServerInfo = Identity;
            server.ServerInstructions = instructions;
        }).WithHttpTransport(http => http.Stateless = true);
        foreach (var action in ActionPlugins.All)
        {
            services.AddSingleton<McpServerTool>(provider => new ActionTool(action, provider.GetRequiredService<ExecutorClient>(), provider, provider.GetRequiredService<ILogger<ActionTool>>()));
        }
        return services;
    }

    public static void MapMcpTools(this WebApplication app) => app.MapMcp(Route).WithMetadata(new RequestSizeLimitAttribute(RequestJson.MostBytes));

    /// <summary>How Spark introduces itself.</summary>
    public static Implementation Identity { get; } = new()
    {
        Name = "spark",
        Title = "Spark",
        Version = typeof(McpServices).Assembly.GetName().Version!.ToString(3),
    };
}
