using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary><c>&lt;s&gt;@kline_&lt;i&gt;</c>.</summary>
public sealed record KlineEventWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.Kline;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("k")]
    public required KlineEventCandleWire Candle { get; init; }

    [JsonPropertyName("st")]
    public int? ProductType { get; init; }
}
