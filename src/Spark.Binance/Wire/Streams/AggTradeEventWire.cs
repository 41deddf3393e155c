using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary><c>&lt;s&gt;@aggTrade</c>: fills of one taker order at one price within 100 ms.</summary>
public sealed record AggTradeEventWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.AggTrade;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("a")]
    public required long AggregateId { get; init; }

    [JsonPropertyName("p")]
    public required decimal Price { get; init; }

    [JsonPropertyName("q")]
    public required decimal Quantity { get; init; }

    [JsonPropertyName("nq")]
    public decimal? QuantityWithoutRpi { get; init; }

    [JsonPropertyName("f")]
    public long FirstTradeId { get; init; }

    [JsonPropertyName("l")]
    public long LastTradeId { get; init; }

    [JsonPropertyName("T")]
    public required long TradeTime { get; init; }

    [JsonPropertyName("m")]
    public required bool BuyerIsMaker { get; init; }

    [JsonPropertyName("st")]
    public int? ProductType { get; init; }
}
