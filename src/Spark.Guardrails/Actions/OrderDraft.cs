using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Actions;

/// <summary>
/// An order as it was asked for: well formed, its size still either in base asset (<see cref="Quantity"/>)
/// or in USDT (<see cref="Notional"/>), exactly one of them.
/// </summary>
public sealed record OrderDraft
{
    public required Symbol Symbol { get; init; }

    public required Side Side { get; init; }

    public OrderType Type { get; init; } = OrderType.Market;

    /// <summary>Base asset.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>USDT; rounded down to the step when the order is sized.</summary>
    public decimal? Notional { get; init; }

    /// <summary>Limit price of the priced types; on MARKET a reference for the risk gate, never sent.</summary>
    public decimal? Price { get; init; }

    public decimal? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; } = TimeInForce.GoodTillCancel;

    public bool ReduceOnly { get; init; }

    /// <summary>The caller's own id; absent, the executor makes one.</summary>
    public ClientOrderId? ClientOrderId { get; init; }
}
