namespace Spark.Simulator.Matching.Amending;

/// <summary>One change of an order, for its history.</summary>
public sealed record Amendment(long Id, long Time, decimal PriceBefore, decimal PriceAfter, decimal QuantityBefore, decimal QuantityAfter, int Count);
