using Spark.Domain.Orders;

namespace Spark.Simulator.Matching.Algo;

/// <summary>A request for a conditional order, well formed but not yet checked.</summary>
public readonly record struct PlaceAlgo
{
    public required Account Account { get; init; }

    public required Market Market { get; init; }

    public required Side Side { get; init; }

    /// <summary>One of the four stop types.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Base asset; 0 with <see cref="ClosePosition"/>.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Quote asset; STOP and TAKE_PROFIT only.</summary>
    public decimal Price { get; init; }

    /// <summary>Quote asset.</summary>
    public required decimal TriggerPrice { get; init; }

    public TimeInForce TimeInForce { get; init; }

    public WorkingType WorkingType { get; init; }

    public bool ClosePosition { get; init; }

    public bool PriceProtect { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Null: the exchange makes one.</summary>
    public string? ClientAlgoId { get; init; }

    public SelfTradeMode SelfTrade { get; init; }

    public bool IsPriced => Type is OrderType.Stop or OrderType.TakeProfit;
}
