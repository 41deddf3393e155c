using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>A position in a margin call.</summary>
public sealed record MarginCallPositionWire
{
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("ps")]
    public string PositionSide { get; init; } = "BOTH";

    [JsonPropertyName("pa")]
    public required decimal Amount { get; init; }

    [JsonPropertyName("mt")]
    public string? MarginType { get; init; }

    [JsonPropertyName("iw")]
    public decimal? IsolatedWallet { get; init; }

    [JsonPropertyName("mp")]
    public required decimal MarkPrice { get; init; }

    [JsonPropertyName("up")]
    public required decimal UnrealizedProfit { get; init; }

    [JsonPropertyName("mm")]
    public required decimal MaintenanceMargin { get; init; }
}
