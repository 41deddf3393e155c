namespace Spark.Contracts;

public sealed record KlinesResponse : CollectionResponse
{
    public required string Symbol { get; init; }

    public required string Interval { get; init; }

    /// <summary>Oldest first; the last one may still be open.</summary>
    public required IReadOnlyList<KlineView> Klines { get; init; }
}
