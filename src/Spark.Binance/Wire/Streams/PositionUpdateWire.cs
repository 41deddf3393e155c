using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>A position after the event.</summary>
public sealed record PositionUpdateWire
{
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>Signed, base asset.</summary>
    [JsonPropertyName("pa")]
    public required decimal Amount { get; init; }

    [JsonPropertyName("ep")]
    public required decimal EntryPrice { get; init; }

    [JsonPropertyName("bep")]
    public decimal? BreakEvenPrice { get; init; }

    /// <summary>Sum of realised profit before fees.</summary>
    [JsonPropertyName("cr")]
    public decimal AccumulatedRealized { get; init; }

    [JsonPropertyName("up")]
    public decimal UnrealizedProfit { get; init; }

    [JsonPropertyName("mt")]
    public string? MarginType { get; init; }

    [JsonPropertyName("iw")]
    public decimal? IsolatedWallet { get; init; }

    [JsonPropertyName("ps")]
    public string PositionSide { get; init; } = "BOTH";

    [JsonPropertyName("ma")]
    public string? MarginAsset { get; init; }
}
