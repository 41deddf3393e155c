using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Spark.Binance.Tests.Servers;

/// <summary>Keeps every log line, with its category and everything that its state holds.</summary>
internal sealed class RecordingLogs : ILoggerFactory
{
    private readonly ConcurrentQueue<(string Category, string Line)> _lines = new();

    public IReadOnlyList<(string Category, string Line)> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Recorder<object>(categoryName, _lines);

    public ILogger<T> For<T>() => new Recorder<T>(typeof(T).Name, _lines);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Recorder<T>(string category, ConcurrentQueue<(string, string)> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, $"{formatter(state, exception)} {exception}"));
    }
}
