using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>TRADE_LITE: a fill, earlier and with less than the ORDER_TRADE_UPDATE that repeats it.</summary>
public sealed record TradeLiteWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.TradeLite;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("T")]
    public required long TransactionTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>The order's quantity.</summary>
    [JsonPropertyName("q")]
    public required decimal Quantity { get; init; }

    /// <summary>The order's price.</summary>
    [JsonPropertyName("p")]
    public required decimal Price { get; init; }

    [JsonPropertyName("m")]
    public required bool IsMaker { get; init; }

    [JsonPropertyName("c")]
    public required string ClientOrderId { get; init; }

    [JsonPropertyName("S")]
    public required string Side { get; init; }

    [JsonPropertyName("L")]
    public required decimal LastPrice { get; init; }

    [JsonPropertyName("l")]
    public required decimal LastQuantity { get; init; }

    [JsonPropertyName("t")]
    public required long TradeId { get; init; }

    [JsonPropertyName("i")]
    public required long OrderId { get; init; }
}
