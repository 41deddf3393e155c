using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Reports;

/// <summary>A conditional order as the algo service tells it.</summary>
public sealed record AlgoOrderReport
{
    public required Symbol Symbol { get; init; }

    public required long AlgoId { get; init; }

    public required string ClientAlgoId { get; init; }

    public required Side Side { get; init; }

    /// <summary>Null for types that Spark has no word for (trailing stops).</summary>
    public required OrderType? Type { get; init; }

    public required string TypeWord { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quote asset; null where the type has none.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>Limit price after the trigger, quote asset; null where the type has none.</summary>
    public decimal? Price { get; init; }

    /// <summary>NEW, CANCELED, TRIGGERING, TRIGGERED, FINISHED, REJECTED, EXPIRED.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the algo service still waits for the trigger.</summary>
    public bool IsWaiting => Status == "NEW";

    public TimeInForce? TimeInForce { get; init; }

    /// <summary>Which price triggers: CONTRACT_PRICE (the last trade) or MARK_PRICE; null where the reply doesn't tell.</summary>
    public string? WorkingType { get; init; }

    /// <summary>Closes the whole position; then it has no quantity of its own.</summary>
    public bool ClosePosition { get; init; }

    public bool PriceProtect { get; init; }

    /// <summary>BOTH on a one-way account.</summary>
    public string PositionSide { get; init; } = "BOTH";

    /// <summary>Quantity that filled after the trigger, base asset; null where the reply doesn't tell.</summary>
    public decimal? Executed { get; init; }

    /// <summary>Average fill price after the trigger, quote asset; null when nothing filled.</summary>
    public decimal? AveragePrice { get; init; }

    /// <summary>When it triggered; null before.</summary>
    public DateTimeOffset? TriggerTime { get; init; }

    /// <summary>Id in the matching engine, once triggered.</summary>
    public long? ActualOrderId { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Why the matching engine refused it.</summary>
    public string? FailureReason { get; init; }

    public required DateTimeOffset UpdateTime { get; init; }
}
