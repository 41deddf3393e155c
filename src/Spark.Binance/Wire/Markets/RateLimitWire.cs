namespace Spark.Binance.Wire.Markets;

/// <summary>One limit: at most <see cref="Limit"/> per <see cref="IntervalNum"/> × <see cref="Interval"/>.</summary>
public sealed record RateLimitWire
{
    /// <summary>REQUEST_WEIGHT or ORDERS.</summary>
    public required string RateLimitType { get; init; }

    /// <summary>SECOND, MINUTE or DAY.</summary>
    public required string Interval { get; init; }

    public required int IntervalNum { get; init; }

    public required long Limit { get; init; }
}
