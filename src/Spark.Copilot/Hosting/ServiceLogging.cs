namespace Spark.Copilot.Hosting;

/// <summary>How the services of a process log.</summary>
/// <param name="Copilot">The copilot's own.</param>
/// <param name="Executor">The embedded executor's.</param>
internal sealed record ServiceLogging(Action<WebApplicationBuilder> Copilot, Action<WebApplicationBuilder> Executor)
{
    /// <summary>To standard output, each service in its own way.</summary>
    public static ServiceLogging Usual { get; } = new(Logging.Configure, Embedded.EmbeddedServices.UsualLogging);

    /// <summary>Nothing: a one-shot command's output is its result.</summary>
    public static ServiceLogging Silent { get; } = new(Clear, Clear);

    /// <summary>To standard error alone, where standard output belongs to a protocol.</summary>
    public static ServiceLogging ToErrors { get; } = new(builder => Aside(Logging.Configure, builder), builder => Aside(Embedded.EmbeddedServices.UsualLogging, builder));

    private static void Clear(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    private static void Aside(Action<WebApplicationBuilder> usual, WebApplicationBuilder builder)
    {
        usual(builder);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
