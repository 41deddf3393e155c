using Prometheus;
using Spark.Copilot.Agent;
using Spark.Copilot.Executor;
using Spark.Copilot.Http;
using Spark.Copilot.Status;

namespace Spark.Copilot.Hosting;

/// <summary>The copilot as a web application.</summary>
public static class CopilotApp
{
    private const string PrometheusText = "text/plain; version=0.0.4; charset=utf-8";

    public static WebApplication Build(CopilotSettings settings, ExecutorAddress executor, TimeProvider time, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        builder.WebHost.UseUrls([.. settings.Urls.Select(url => url.OriginalString)]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(settings).AddSingleton(executor).AddSingleton(time);
        builder.Services.AddSingleton<ExecutorClient>().AddSingleton<StatusPage>();
        builder.Services.AddAgent(settings, AgentPrompts.Load(AgentPrompts.Folder));
        builder.Services.AddSingleton(_ => Metrics.NewCustomRegistry());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        app.UseMiddleware<BrowserSafety>();
        app.UseMiddleware<KeyCheck>();
        app.MapGet("/", (StatusPage page, HttpContext context) => page.WriteAsync(context));
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", ReadyAsync);
        app.MapGet("/metrics", MetricsAsync);
        app.MapCopilot();
        return app;
    }

    private static async Task<IResult> ReadyAsync(ExecutorClient executor, CancellationToken ct) =>
        await executor.IsReadyAsync(ct) ? Results.Text("ready") : Results.Text("the executor is not ready", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static Task MetricsAsync(HttpContext context, CollectorRegistry registry)
    {
        context.Response.ContentType = PrometheusText;
        return registry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted);
    }
}
