using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Trading;

/// <summary>A conditional order, as the algo service answers it. The actual… members come with queries, after the trigger.</summary>
public sealed record AlgoOrderWire
{
    public required long AlgoId { get; init; }

    public required string ClientAlgoId { get; init; }

    /// <summary>CONDITIONAL.</summary>
    public string AlgoType { get; init; } = "CONDITIONAL";

    public required string OrderType { get; init; }

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public string PositionSide { get; init; } = "BOTH";

    public string TimeInForce { get; init; } = "GTC";

    /// <summary>Base asset; 0 or nothing for orders that close the position.</summary>
    [JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? Quantity { get; init; }

    /// <summary>NEW, CANCELED, TRIGGERING, TRIGGERED, FINISHED, REJECTED, EXPIRED.</summary>
    public required string AlgoStatus { get; init; }

    /// <summary>The matching engine's order id after the trigger, else empty.</summary>
    [JsonConverter(typeof(TextConverter))]
    public string? ActualOrderId { get; init; }

    [JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? ActualPrice { get; init; }

    [JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? ActualQty { get; init; }

    public string? ActualType { get; init; }

    [JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? TriggerPrice { get; init; }

    [JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? Price { get; init; }

    public string? SelfTradePreventionMode { get; init; }

    public string? WorkingType { get; init; }

    public string? PriceMatch { get; init; }

    public bool ClosePosition { get; init; }

    public bool PriceProtect { get; init; }

    public bool ReduceOnly { get; init; }

    [JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? ActivatePrice { get; init; }

    [JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? CallbackRate { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long CreateTime { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long UpdateTime { get; init; }

    /// <summary>Milliseconds since 1970, UTC; 0 before the trigger.</summary>
    [JsonConverter(typeof(TolerantInt64Converter))]
    public long TriggerTime { get; init; }

    [JsonConverter(typeof(TolerantInt64Converter))]
    public long GoodTillDate { get; init; }
}
