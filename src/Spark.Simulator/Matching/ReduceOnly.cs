using Spark.Domain.Orders;

namespace Spark.Simulator.Matching;

/// <summary>
/// Reduce-only orders share the position by priority: better price first, then older. One that orders ahead of it leave
/// nothing for is knocked out.
/// </summary>
internal static class ReduceOnly
{
    /// <summary>Lots of resting reduce-only orders that would close the position before an order at <paramref name="ticks"/>.</summary>
    public static long LotsAhead(Holding holding, Side side, OrderType type, long ticks)
    {
        if (type == OrderType.Market) return 0;
        var ahead = 0L;
        foreach (var resting in holding.ReduceOnlyOrders)
        {
            if (resting.Side == side && !IsBetter(side, ticks, resting.Ticks)) ahead += resting.RemainingLots;
        }
        return ahead;
    }

    /// <summary>Whether resting reduce-only orders come to the whole position.</summary>
    public static bool IsTakenUp(Holding holding) => holding.ReduceOnlyOrders.Sum(order => order.RemainingLots) >= holding.PositionLots;

    public static void Enlist(Holding holding, BookOrder order)
    {
        var orders = holding.ReduceOnlyOrders;
        var at = orders.Count;
        while (at > 0 && IsBetter(order.Side, order.Ticks, orders[at - 1].Ticks)) at--;
        orders.Insert(at, order);
    }

    /// <summary>Shares the position out anew and returns the first order that is left with nothing, if any.</summary>
    public static BookOrder? Share(Holding holding)
    {
        var left = holding.PositionLots;
        foreach (var order in holding.ReduceOnlyOrders)
        {
            order.CoveredLots = holding.IsReducedBy(order.Side) ? Math.Min(left, order.RemainingLots) : 0;
            if (order.CoveredLots == 0) return order;
            left -= order.CoveredLots;
        }
        return null;
    }

    private static bool IsBetter(Side side, long ticks, long than) => side == Side.Buy ? ticks > than : ticks < than;
}
