namespace Spark.Domain.Markets;

/// <summary>One price level of an order book: price in quote asset, resting quantity in base asset.</summary>
public readonly record struct BookLevel(decimal Price, decimal Quantity);
