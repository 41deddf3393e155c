using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary><c>&lt;s&gt;@bookTicker</c>.</summary>
public sealed record BookTickerEventWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.BookTicker;

    [JsonPropertyName("u")]
    public required long UpdateId { get; init; }

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("T")]
    public required long TransactionTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("ps")]
    public string? Pair { get; init; }

    [JsonPropertyName("b")]
    public required decimal BidPrice { get; init; }

    [JsonPropertyName("B")]
    public required decimal BidQuantity { get; init; }

    [JsonPropertyName("a")]
    public required decimal AskPrice { get; init; }

    [JsonPropertyName("A")]
    public required decimal AskQuantity { get; init; }

    [JsonPropertyName("st")]
    public int? ProductType { get; init; }
}
