using Spark.Copilot.Agent;
using Spark.Copilot.Confirmations;
using Spark.Copilot.Executor;
using Spark.Copilot.Http;
using Spark.Copilot.Mcp;
using Spark.Copilot.Metrics;
using Spark.Copilot.Pages;
using Spark.Copilot.Status;
using Spark.Copilot.Suggestions;

namespace Spark.Copilot.Hosting;

/// <summary>The copilot as a web application.</summary>
public static class CopilotApp
{
    private const string PrometheusText = "text/plain; version=0.0.4; charset=utf-8";

    /// <param name="settings">Validated.</param>
    /// <param name="executor">Where the executor is, with the agent's key.</param>
    /// <param name="time">The clock of everything in it.</param>
    /// <param name="configure">Logging and the like; may be null.</param>
    /// <param name="confirm">The confirmation page's own way to the executor; null: nothing can be confirmed here.</param>
    /// <param name="prompts">Read beforehand; null: read here.</param>
    public static WebApplication Build(
        CopilotSettings settings, ExecutorAddress executor, TimeProvider time, Action<WebApplicationBuilder>? configure, ConfirmAddress? confirm = null, AgentPrompts? prompts = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(CopilotApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // In a build's output the pages' files are where the sources and packages are.
        builder.WebHost.UseStaticWebAssets();
        configure?.Invoke(builder);
        builder.WebHost.UseUrls([.. settings.Urls.Select(url => url.OriginalString)]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(settings).AddSingleton(executor).AddSingleton(time);
        builder.Services.AddSingleton<ExecutorClient>().AddSingleton<StatusPage>();
        prompts ??= AgentPrompts.Load(AgentPrompts.Folder);
        builder.Services.AddAgent(settings, prompts).AddMcp(prompts.McpInstructions);
        builder.Services.AddPages(confirm).AddSuggestions();
        builder.Services.AddSingleton<BridgedMeters>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        app.UseMiddleware<BrowserSafety>();
        app.UseMiddleware<ContentSecurity>();
        app.UseMiddleware<KeyCheck>();
        app.UsePages();
        app.MapPages();
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", ReadyAsync);
        app.MapGet("/metrics", MetricsAsync);
        app.MapCopilot();
        app.MapMcpTools();
        app.MapSuggestions();
        app.Services.GetRequiredService<BridgedMeters>(); // listens from here on
        app.Services.GetRequiredService<PendingConfirmations>();
        return app;
    }

    private static async Task<IResult> ReadyAsync(ExecutorClient executor, CancellationToken ct) =>
        await executor.IsReadyAsync(ct) ? Results.Text("ready") : Results.Text("the executor is not ready", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static Task MetricsAsync(HttpContext context, CopilotMetrics metrics)
    {
        context.Response.ContentType = PrometheusText;
        return metrics.Registry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted);
    }
}
