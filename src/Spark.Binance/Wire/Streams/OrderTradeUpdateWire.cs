using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>ORDER_TRADE_UPDATE: an order was created, filled, amended, cancelled or expired.</summary>
public sealed record OrderTradeUpdateWire
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = EventNames.OrderTradeUpdate;

    [JsonPropertyName("E")]
    public required long EventTime { get; init; }

    [JsonPropertyName("T")]
    public required long TransactionTime { get; init; }

    [JsonPropertyName("o")]
    public required OrderUpdateWire Order { get; init; }
}
