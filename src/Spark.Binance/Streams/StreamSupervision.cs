namespace Spark.Binance.Streams;

/// <summary>When connections are replaced, and how patiently lost ones come back.</summary>
public sealed record StreamSupervision
{
    /// <summary>What the exchange's documented limits ask for.</summary>
    public static StreamSupervision Default { get; } = new();

    /// <summary>The age at which a connection gets a successor; the exchange cuts it at 24 h.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(23.75);

    /// <summary>
    /// Asked when a connection ends: one that became as old as this is followed at once, a younger one by a longer wait each time. Null, or less: a
    /// minute. Called on the thread that keeps the connection: return quickly.
    /// </summary>
    public Func<TimeSpan>? StableAfter { get; init; }
}
