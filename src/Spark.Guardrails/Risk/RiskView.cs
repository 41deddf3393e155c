using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk;

/// <summary>
/// What the account's one writer knows when it decides on an order of one symbol. Null is 'not known', and not knowing refuses what
/// raises exposure. Quantities are base asset of the order's symbol, money is USDT.
/// </summary>
public readonly record struct RiskView
{
    public required DateTimeOffset AsOf { get; init; }

    public bool BreakerOpen { get; init; }

    /// <summary>Why, when it is open.</summary>
    public string? BreakerReason { get; init; }

    /// <summary>The order's instrument; null when the exchange doesn't list it or the list isn't there yet.</summary>
    public Instrument? Instrument { get; init; }

    public decimal? MarkPrice { get; init; }

    /// <summary>Age of the market data that the decision rests on.</summary>
    public TimeSpan? MarketAge { get; init; }

    /// <summary>Signed position, long is positive.</summary>
    public decimal? PositionQuantity { get; init; }

    /// <summary>
    /// What buy orders of the symbol can still fill: working, in flight and unknown ones. Reducing ones count as far as the position goes:
    /// the room that they make is room for the others.
    /// </summary>
    public decimal WorkingBuyQuantity { get; init; }

    /// <summary>What sell orders of the symbol can still fill, counted likewise.</summary>
    public decimal WorkingSellQuantity { get; init; }

    /// <summary>
    /// What reducing orders of the closing side hold of the position, next to the order: none of them next to a conditional one, and
    /// conditional ones that wait for their trigger never do, since the exchange reserves nothing for those and cuts them to the
    /// position when they trigger.
    /// </summary>
    public decimal WorkingReduceQuantity { get; init; }

    public decimal? MarginBalance { get; init; }

    /// <summary>
    /// Σ over all symbols, the order's included, of <see cref="Exposure.WorstCase"/> × mark price, without the order itself.
    /// </summary>
    public decimal? ExposureNotional { get; init; }

    /// <summary>As <see cref="Risk.DailyPnl"/> gives it.</summary>
    public decimal? DailyPnl { get; init; }

    /// <summary>Orders sent in the window that ends now, without this one.</summary>
    public int OrdersInWindow { get; init; }

    /// <summary>A daily loss was acknowledged today: see <see cref="Breaker.BreakerState.IsDailyLossLatched"/>.</summary>
    public bool DailyLossLatched { get; init; }

    /// <summary>
    /// Whether <paramref name="intent"/> lowers exposure: reduce-only, against the position, and with the reducing orders that are open
    /// no larger than it. While the position isn't known the exchange's own reduce-only flag vouches for it: being blind must not trap us.
    /// </summary>
    public bool IsReducing(OrderIntent intent) => intent.ReduceOnly
        && (PositionQuantity is not { } position || FitOf(intent, position) == ReduceFit.Fits);

    internal ReduceFit FitOf(OrderIntent intent, decimal position)
    {
        if (position == 0) return ReduceFit.NoPosition;
        if (Math.Sign(position) == intent.Side.Sign()) return ReduceFit.WrongSide;
        return Amount.Add(WorkingReduceQuantity, intent.Quantity) <= Math.Abs(position) ? ReduceFit.Fits : ReduceFit.TooLarge;
    }
}
