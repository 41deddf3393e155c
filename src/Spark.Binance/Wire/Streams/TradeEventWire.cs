using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary><c>&lt;s&gt;@trade</c>. A price and quantity of zero marks a spent trade id.</summary>
public sealed record TradeEventWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.Trade;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("T")]
    public required long TradeTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("t")]
    public required long TradeId { get; init; }

    [JsonPropertyName("p")]
    public required decimal Price { get; init; }

    [JsonPropertyName("q")]
    public required decimal Quantity { get; init; }

    [JsonPropertyName("X")]
    public string? Kind { get; init; }

    /// <summary>True when the buyer was resting, so that the seller took.</summary>
    [JsonPropertyName("m")]
    public required bool BuyerIsMaker { get; init; }

    [JsonPropertyName("st")]
    public int? ProductType { get; init; }
}
