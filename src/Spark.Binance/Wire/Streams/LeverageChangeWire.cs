using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>A symbol's new leverage.</summary>
public sealed record LeverageChangeWire
{
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("l")]
    public required int Leverage { get; init; }
}
