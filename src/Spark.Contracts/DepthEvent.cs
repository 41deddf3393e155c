namespace Spark.Contracts;

/// <summary>Top of the book, best first; each level is price and quantity.</summary>
public sealed record DepthEvent(string Symbol, IReadOnlyList<decimal[]> Bids, IReadOnlyList<decimal[]> Asks, DateTimeOffset Time);
