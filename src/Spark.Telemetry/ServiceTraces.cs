using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Spark.Telemetry;

/// <summary>
/// Traces by OTLP, from a request to Spark to the exchange's answer. One provider per process: its listeners hear every service in it. Queries,
/// headers and bodies are left out: they hold keys, signatures and listen keys.
/// </summary>
public static class ServiceTraces
{
    private const int ExportEveryMs = 1_000;
    private static readonly string[] Unwatched = ["/metrics", "/healthz", "/readyz", "/hubs", "/_blazor", "/_framework", "/css", "/js"];

    /// <summary>Sends traces to <see cref="TelemetrySettings.Otlp"/>; does nothing without one.</summary>
    public static void AddTraces(this IServiceCollection services, TelemetrySettings settings, string service)
    {
        if (settings.Otlp is not { } collector) return;
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(service)).WithTracing(traces => traces
            .AddSource(SparkActivity.SourceName, "Microsoft.SemanticKernel*", "Microsoft.AspNetCore.SignalR.Server")
            .AddAspNetCoreInstrumentation(options =>
            {
                options.Filter = IsWatched;
                options.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null);
            })
            .AddHttpClientInstrumentation(options =>
            {
                options.FilterHttpRequestMessage = request => request.Headers.Upgrade.Count == 0;
                options.EnrichWithHttpRequestMessage = WithoutQuery;
            })
            .AddOtlpExporter(exporter =>
            {
                exporter.Endpoint = new Uri(collector, "v1/traces");
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds = ExportEveryMs;
            }));
    }

    private static bool IsWatched(HttpContext context) => !Array.Exists(Unwatched, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));

    private static void WithoutQuery(Activity activity, HttpRequestMessage request)
    {
        if (request.RequestUri is { } address) activity.SetTag("url.full", address.GetLeftPart(UriPartial.Path));
    }
}
