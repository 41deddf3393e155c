using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Spark.Telemetry;

/// <summary>How every service logs: one line or one JSON object each, with event id and trace; of the framework warnings only.</summary>
public static class ServiceLogs
{
    public static void Configure(WebApplicationBuilder builder, TelemetrySettings settings)
    {
        builder.Logging.ClearProviders();
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (settings.Logs == LogFormat.Json)
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else
        {
            builder.Logging.AddConsole(console => console.FormatterName = LineFormatter.FormatName).AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        }
        builder.Logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        foreach (var framework in (string[])["Microsoft", "System", "ModelContextProtocol", "OpenTelemetry"]) builder.Logging.AddFilter(framework, LogLevel.Warning);
        // A start that fails is told once, by the program, in one line; a service that fails later is still logged as critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    }
}
