using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Streams;

/// <summary>The conditional order inside an ALGO_UPDATE.</summary>
public sealed record AlgoOrderUpdateWire
{
    [JsonPropertyName("caid")]
    public required string ClientAlgoId { get; init; }

    [JsonPropertyName("aid")]
    public required long AlgoId { get; init; }

    [JsonPropertyName("at")]
    public required string AlgoType { get; init; }

    [JsonPropertyName("o")]
    public required string Type { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("S")]
    public required string Side { get; init; }

    [JsonPropertyName("ps")]
    public string PositionSide { get; init; } = "BOTH";

    [JsonPropertyName("f")]
    public required string TimeInForce { get; init; }

    [JsonPropertyName("q")]
    public required decimal Quantity { get; init; }

    /// <summary>NEW, CANCELED, TRIGGERING, TRIGGERED, FINISHED, REJECTED, EXPIRED.</summary>
    [JsonPropertyName("X")]
    public required string Status { get; init; }

    /// <summary>The matching engine's order id after the trigger, else empty.</summary>
    [JsonPropertyName("ai")]
    [JsonConverter(typeof(TextConverter))]
    public string ActualOrderId { get; init; } = "";

    [JsonPropertyName("ap")]
    public decimal? AveragePrice { get; init; }

    [JsonPropertyName("aq")]
    public decimal? ExecutedQuantity { get; init; }

    [JsonPropertyName("act")]
    public string? ActualType { get; init; }

    [JsonPropertyName("tp")]
    public required decimal TriggerPrice { get; init; }

    [JsonPropertyName("p")]
    public required decimal Price { get; init; }

    [JsonPropertyName("V")]
    public string? SelfTradePreventionMode { get; init; }

    [JsonPropertyName("wt")]
    public string? WorkingType { get; init; }

    [JsonPropertyName("pm")]
    public string? PriceMatch { get; init; }

    [JsonPropertyName("cp")]
    public bool ClosePosition { get; init; }

    [JsonPropertyName("pP")]
    public bool PriceProtect { get; init; }

    [JsonPropertyName("R")]
    public bool ReduceOnly { get; init; }

    [JsonPropertyName("tt")]
    public long TriggerTime { get; init; }

    [JsonPropertyName("gtd")]
    public long GoodTillDate { get; init; }

    /// <summary>Why it failed.</summary>
    [JsonPropertyName("rm")]
    public string? FailureReason { get; init; }

    /// <summary>A trailing order has been activated.</summary>
    [JsonPropertyName("ia")]
    public bool? IsActivated { get; init; }
}
