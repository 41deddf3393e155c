using Microsoft.Extensions.Logging;

namespace Spark.Testing.Scenarios;

/// <summary>One log line, its exception included.</summary>
public sealed record LogLine(string Category, LogLevel Level, string Message, Exception? Error)
{
    public override string ToString() => $"{Level} {Category}: {Message} {Error}";
}
