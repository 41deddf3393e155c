using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Spark.Telemetry;

/// <summary>
/// A log line for people: time (UTC), level, category and event id, the trace and the id of the request that it belongs to, and the message.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "spark";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():HH:mm:ss.fff} {LevelOf(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] "));
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity) textWriter.Write($"({activity.TraceId}) ");
        if (RequestIn(scopeProvider) is { } request) textWriter.Write($"#{OneLine(request)} ");
        textWriter.Write(OneLine(message));
        if (logEntry.Exception is { } exception) textWriter.Write($" {OneLine(exception.ToString())}");
        textWriter.WriteLine();
    }

    // The innermost counts: a caller's own id stands inside the server's.
    private static string? RequestIn(IExternalScopeProvider? scopes)
    {
        var found = new Found();
        scopes?.ForEachScope(static (scope, found) =>
        {
            if (scope is not IEnumerable<KeyValuePair<string, object?>> fields) return;
            foreach (var (name, value) in fields)
            {
                if (name == "RequestId" && value is not null) found.Request = value.ToString();
            }
        }, found);
        return found.Request;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private sealed class Found
    {
        public string? Request { get; set; }
    }
}
