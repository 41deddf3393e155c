namespace Spark.Simulator.Hosting.Control;

/// <summary>Body of <c>POST /sim/price</c>. Price in quote asset.</summary>
public sealed record MovePriceRequest(string Symbol, decimal Price);
