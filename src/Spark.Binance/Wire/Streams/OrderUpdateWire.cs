using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>The order inside an ORDER_TRADE_UPDATE, with this event's fill (<c>l</c>, <c>L</c>, <c>t</c>, <c>n</c>, <c>rp</c>, <c>m</c>).</summary>
public sealed record OrderUpdateWire
{
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("c")]
    public required string ClientOrderId { get; init; }

    [JsonPropertyName("S")]
    public required string Side { get; init; }

    [JsonPropertyName("o")]
    public required string Type { get; init; }

    [JsonPropertyName("f")]
    public required string TimeInForce { get; init; }

    [JsonPropertyName("q")]
    public required decimal Quantity { get; init; }

    [JsonPropertyName("p")]
    public required decimal Price { get; init; }

    /// <summary>Average fill price so far.</summary>
    [JsonPropertyName("ap")]
    public decimal AveragePrice { get; init; }

    [JsonPropertyName("sp")]
    public decimal? StopPrice { get; init; }

    /// <summary>NEW, TRADE, CANCELED, EXPIRED, AMENDMENT, CALCULATED.</summary>
    [JsonPropertyName("x")]
    public required string ExecutionType { get; init; }

    [JsonPropertyName("X")]
    public required string Status { get; init; }

    [JsonPropertyName("i")]
    public required long OrderId { get; init; }

    [JsonPropertyName("M")]
    public string? ModifyId { get; init; }

    /// <summary>Quantity of this fill.</summary>
    [JsonPropertyName("l")]
    public required decimal LastQuantity { get; init; }

    /// <summary>Cumulative filled quantity.</summary>
    [JsonPropertyName("z")]
    public required decimal ExecutedQuantity { get; init; }

    /// <summary>Price of this fill.</summary>
    [JsonPropertyName("L")]
    public required decimal LastPrice { get; init; }

    [JsonPropertyName("N")]
    public string? CommissionAsset { get; init; }

    [JsonPropertyName("n")]
    public decimal? Commission { get; init; }

    [JsonPropertyName("T")]
    public required long TradeTime { get; init; }

    /// <summary>0 when this is not a fill.</summary>
    [JsonPropertyName("t")]
    public required long TradeId { get; init; }

    [JsonPropertyName("b")]
    public decimal? BidsNotional { get; init; }

    [JsonPropertyName("a")]
    public decimal? AsksNotional { get; init; }

    [JsonPropertyName("m")]
    public required bool IsMaker { get; init; }

    [JsonPropertyName("R")]
    public required bool ReduceOnly { get; init; }

    [JsonPropertyName("wt")]
    public string? WorkingType { get; init; }

    [JsonPropertyName("ot")]
    public string? OriginalType { get; init; }

    [JsonPropertyName("ps")]
    public string PositionSide { get; init; } = "BOTH";

    [JsonPropertyName("cp")]
    public bool ClosePosition { get; init; }

    [JsonPropertyName("AP")]
    public decimal? ActivationPrice { get; init; }

    [JsonPropertyName("cr")]
    public decimal? CallbackRate { get; init; }

    [JsonPropertyName("pP")]
    public bool PriceProtect { get; init; }

    [JsonPropertyName("si")]
    public long SiIgnored { get; init; }

    [JsonPropertyName("ss")]
    public long SsIgnored { get; init; }

    /// <summary>Realised profit of this fill before commission, quote asset.</summary>
    [JsonPropertyName("rp")]
    public decimal RealizedProfit { get; init; }

    [JsonPropertyName("V")]
    public string? SelfTradePreventionMode { get; init; }

    [JsonPropertyName("pm")]
    public string? PriceMatch { get; init; }

    [JsonPropertyName("gtd")]
    public long GoodTillDate { get; init; }

    /// <summary>Why it expired: 0 none, 2 IOC remainder, 9 market order that could not fill …</summary>
    [JsonPropertyName("er")]
    [JsonConverter(typeof(TextConverter))]
    public string? ExpiryReason { get; init; }
}
