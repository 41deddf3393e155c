using Spark.Contracts.Configuration;
using Spark.Telemetry;

namespace Spark.Copilot.Hosting;

/// <summary>How the services of a process log, and where traces go.</summary>
/// <param name="Copilot">The copilot's own.</param>
/// <param name="Executor">The embedded executor's.</param>
internal sealed record ServiceLogging(Action<WebApplicationBuilder> Copilot, Action<WebApplicationBuilder> Executor)
{
    /// <summary>Nothing: a one-shot command's output is its result.</summary>
    public static ServiceLogging Silent { get; } = new(Clear, Clear);

    /// <summary>To standard output.</summary>
    /// <exception cref="SettingsException">A setting can't be used.</exception>
    public static ServiceLogging Usual(SettingsSource source)
    {
        var settings = TelemetrySettings.Read(source);
        // One collector of traces hears all services of the process.
        return new(WithTraces, builder => ServiceLogs.Configure(builder, settings));

        void WithTraces(WebApplicationBuilder builder)
        {
            ServiceLogs.Configure(builder, settings);
            builder.Services.AddTraces(settings, "spark");
        }
    }

    /// <summary>To standard error alone, where standard output belongs to a protocol.</summary>
    /// <exception cref="SettingsException">A setting can't be used.</exception>
    public static ServiceLogging ToErrors(SettingsSource source)
    {
        var usual = Usual(source);
        return new(builder => Aside(usual.Copilot, builder), builder => Aside(usual.Executor, builder));
    }

    private static void Clear(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    private static void Aside(Action<WebApplicationBuilder> usual, WebApplicationBuilder builder)
    {
        usual(builder);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
