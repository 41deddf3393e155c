using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>The candle of a kline event.</summary>
public sealed record KlineEventCandleWire
{
    [JsonPropertyName("t")]
    public required long OpenTime { get; init; }

    [JsonPropertyName("T")]
    public required long CloseTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("i")]
    public required string Interval { get; init; }

    [JsonPropertyName("f")]
    public long FirstTradeId { get; init; }

    [JsonPropertyName("L")]
    public long LastTradeId { get; init; }

    [JsonPropertyName("o")]
    public required decimal Open { get; init; }

    [JsonPropertyName("c")]
    public required decimal Close { get; init; }

    [JsonPropertyName("h")]
    public required decimal High { get; init; }

    [JsonPropertyName("l")]
    public required decimal Low { get; init; }

    [JsonPropertyName("v")]
    public required decimal Volume { get; init; }

    [JsonPropertyName("n")]
    public long TradeCount { get; init; }

    /// <summary>True once, when the candle closes.</summary>
    [JsonPropertyName("x")]
    public required bool IsClosed { get; init; }

    [JsonPropertyName("q")]
    public decimal QuoteVolume { get; init; }

    [JsonPropertyName("V")]
    public decimal TakerBuyVolume { get; init; }

    [JsonPropertyName("Q")]
    public decimal TakerBuyQuoteVolume { get; init; }

    [JsonPropertyName("B")]
    public string Ignored { get; init; } = "0";
}
