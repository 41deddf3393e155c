using Spark.Domain.Orders;

namespace Spark.Simulator.Matching;

/// <summary>A request for a MARKET or LIMIT order, well formed but not yet checked against filters and account.</summary>
public readonly record struct PlaceOrder
{
    public required Account Account { get; init; }

    public required Market Market { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quote asset; LIMIT only.</summary>
    public decimal Price { get; init; }

    public TimeInForce TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Null: the exchange makes one.</summary>
    public string? ClientOrderId { get; init; }

    public SelfTradeMode SelfTrade { get; init; }
}
