using Spark.Domain.Orders;

namespace Spark.Simulator.Matching.Algo;

/// <summary>A conditional order as the algo service keeps it. Written by the core only.</summary>
public sealed class AlgoOrder
{
    /// <summary>In a space of its own, apart from the engine's order ids.</summary>
    public required long Id { get; init; }

    public required string ClientAlgoId { get; init; }

    public required Account Account { get; init; }

    public required Market Market { get; init; }

    public required Side Side { get; init; }

    /// <summary>One of the four stop types.</summary>
    public required OrderType Type { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    /// <summary>Base asset; 0 when it closes the position, whatever its size.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price after the trigger, quote asset; 0 for the market types.</summary>
    public required decimal Price { get; init; }

    /// <summary>Quote asset.</summary>
    public required decimal TriggerPrice { get; init; }

    public required WorkingType WorkingType { get; init; }

    public required bool ClosePosition { get; init; }

    /// <summary>Not triggered while mark and last price are further apart than the contract's trigger protection.</summary>
    public required bool PriceProtect { get; init; }

    public required bool ReduceOnly { get; init; }

    public required SelfTradeMode SelfTrade { get; init; }

    /// <summary>ms UTC.</summary>
    public required long CreateTime { get; init; }

    /// <summary>Last change, ms UTC.</summary>
    public long UpdateTime { get; set; }

    /// <summary>ms UTC; 0 before the trigger.</summary>
    public long TriggerTime { get; set; }

    public AlgoStatus Status { get; set; }

    /// <summary>The engine's order; null before the trigger.</summary>
    public BookOrder? ActualOrder { get; set; }

    /// <summary>Why the engine refused it; empty otherwise.</summary>
    public string RejectReason { get; set; } = "";

    /// <summary>What it becomes in the engine.</summary>
    public OrderType ActualType => Type is OrderType.Stop or OrderType.TakeProfit ? OrderType.Limit : OrderType.Market;

    /// <summary>Whether it waits for a price at or above the trigger; otherwise for one at or below it.</summary>
    public bool TriggersAbove => (Type is OrderType.Stop or OrderType.StopMarket) == (Side == Side.Buy);

    public bool IsMetBy(decimal low, decimal high) => TriggersAbove ? high >= TriggerPrice : low <= TriggerPrice;
}
