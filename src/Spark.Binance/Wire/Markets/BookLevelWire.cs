using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Markets;

/// <summary>A price level, on the wire <c>["7403.89","0.002"]</c>.</summary>
[JsonConverter(typeof(BookLevelWireConverter))]
public readonly record struct BookLevelWire(decimal Price, decimal Quantity);
