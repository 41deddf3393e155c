using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>The account's new multi-assets mode.</summary>
public sealed record MultiAssetsChangeWire
{
    [JsonPropertyName("j")]
    public required bool IsOn { get; init; }
}
