using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>MARGIN_CALL: a hint that liquidation is near, or has happened.</summary>
public sealed record MarginCallWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.MarginCall;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    /// <summary>Cross wallet balance; only for cross calls.</summary>
    [JsonPropertyName("cw")]
    public decimal? CrossWalletBalance { get; init; }

    [JsonPropertyName("p")]
    public required IReadOnlyList<MarginCallPositionWire> Positions { get; init; }
}
