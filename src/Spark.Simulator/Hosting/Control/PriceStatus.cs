namespace Spark.Simulator.Hosting.Control;

/// <summary>Where a market stands; quote asset.</summary>
public sealed record PriceStatus(string Symbol, decimal LastPrice, decimal MarkPrice);
