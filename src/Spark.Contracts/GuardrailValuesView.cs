namespace Spark.Contracts;

/// <summary>Current signals over their windows; null without samples.</summary>
public sealed record GuardrailValuesView
{
    public double? P95LatencyMs { get; init; }

    public double? ErrorRate { get; init; }

    /// <summary>Age of the current connection by stream type, seconds.</summary>
    public required IReadOnlyDictionary<string, double> StreamUptimeSeconds { get; init; }

    public required int LatencySamples { get; init; }

    /// <summary>Calls on the way of orders that ended in the window: places, cancels, leverage. Reads and what Spark held back don't count.</summary>
    public required int ExchangeCalls { get; init; }
}
