using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary><c>&lt;s&gt;@ticker</c>: a sliding day.</summary>
public sealed record TickerEventWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.Ticker;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("p")]
    public required decimal PriceChange { get; init; }

    [JsonPropertyName("P")]
    public required decimal PriceChangePercent { get; init; }

    [JsonPropertyName("w")]
    public decimal WeightedAveragePrice { get; init; }

    [JsonPropertyName("c")]
    public required decimal LastPrice { get; init; }

    [JsonPropertyName("Q")]
    public decimal LastQuantity { get; init; }

    [JsonPropertyName("o")]
    public decimal OpenPrice { get; init; }

    [JsonPropertyName("h")]
    public decimal HighPrice { get; init; }

    [JsonPropertyName("l")]
    public decimal LowPrice { get; init; }

    /// <summary>Base asset.</summary>
    [JsonPropertyName("v")]
    public required decimal Volume { get; init; }

    [JsonPropertyName("q")]
    public decimal QuoteVolume { get; init; }

    [JsonPropertyName("O")]
    public long OpenTime { get; init; }

    [JsonPropertyName("C")]
    public long CloseTime { get; init; }

    [JsonPropertyName("F")]
    public long FirstTradeId { get; init; }

    [JsonPropertyName("L")]
    public long LastTradeId { get; init; }

    [JsonPropertyName("n")]
    public long TradeCount { get; init; }

    [JsonPropertyName("ps")]
    public string? Pair { get; init; }

    [JsonPropertyName("st")]
    public int? ProductType { get; init; }
}
