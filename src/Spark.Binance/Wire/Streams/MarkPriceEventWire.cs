using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary><c>&lt;s&gt;@markPrice</c>.</summary>
public sealed record MarkPriceEventWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.MarkPrice;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("p")]
    public required decimal MarkPrice { get; init; }

    [JsonPropertyName("ap")]
    public decimal? MovingAverage { get; init; }

    [JsonPropertyName("i")]
    public decimal IndexPrice { get; init; }

    [JsonPropertyName("P")]
    public decimal? EstimatedSettlePrice { get; init; }

    /// <summary>A fraction.</summary>
    [JsonPropertyName("r")]
    public decimal FundingRate { get; init; }

    [JsonPropertyName("T")]
    public long NextFundingTime { get; init; }

    [JsonPropertyName("st")]
    public int? ProductType { get; init; }
}
