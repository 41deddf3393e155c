using Spark.Domain.Markets;

namespace Spark.Domain.Orders;

/// <summary>
/// An order that is meant to be sent, fixed to the last digit: what the journal holds before a byte goes to the exchange.
/// Quantity is in base asset, prices in quote asset.
/// </summary>
public sealed record OrderIntent
{
    public required ClientOrderId ClientOrderId { get; init; }

    public required Symbol Symbol { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>Base asset, positive, on the step.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price of the priced types; on MARKET a reference for the risk gate only, never sent.</summary>
    public decimal? Price { get; init; }

    /// <summary>Trigger price of the stop types.</summary>
    public decimal? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; } = TimeInForce.GoodTillCancel;

    /// <summary>Sent with the exchange's reduce-only flag: it can't raise or turn the position.</summary>
    public bool ReduceOnly { get; init; }

    public OrderOrigin Origin { get; init; } = OrderOrigin.Spark;

    /// <summary>Signed change of the position when fully filled.</summary>
    public decimal SignedQuantity => Side.Sign() * Quantity;
}
