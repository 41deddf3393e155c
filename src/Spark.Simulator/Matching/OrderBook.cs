using Spark.Domain.Orders;

namespace Spark.Simulator.Matching;

/// <summary>A limit order book with price-time priority.</summary>
public sealed class OrderBook
{
    public BookSide Bids { get; } = new(isBid: true);

    public BookSide Asks { get; } = new(isBid: false);

    /// <summary>Grows with every change of a level.</summary>
    public long LastUpdateId { get; internal set; }

    public BookSide SideOf(Side side) => side == Side.Buy ? Bids : Asks;

    /// <summary>The side that an order of <paramref name="side"/> takes from.</summary>
    public BookSide Against(Side side) => side == Side.Buy ? Asks : Bids;

    /// <summary>Whether an order of <paramref name="side"/> limited to <paramref name="ticks"/> may trade at <paramref name="level"/>.</summary>
    public static bool Crosses(Side side, long ticks, long level) => side == Side.Buy ? level <= ticks : level >= ticks;

    internal void Rest(BookOrder order)
    {
        SideOf(order.Side).Add(order);
        LastUpdateId++;
    }

    internal void Remove(BookOrder order)
    {
        SideOf(order.Side).Remove(order);
        LastUpdateId++;
    }

    /// <summary>Lowers what a resting order and its level have left; the order leaves the book when nothing is.</summary>
    internal void Fill(BookOrder maker, long lots)
    {
        maker.FilledLots += lots;
        maker.Level!.Lots -= lots;
        LastUpdateId++;
        if (maker.RemainingLots == 0) SideOf(maker.Side).Remove(maker);
    }

    /// <summary>Whether <paramref name="lots"/> can fill at once at <paramref name="ticks"/> or better.</summary>
    internal bool CanFill(Side side, long ticks, long lots)
    {
        var levels = Against(side);
        for (var rank = 0; rank < levels.Count && lots > 0; rank++)
        {
            var level = levels[rank];
            if (!Crosses(side, ticks, level.Ticks)) break;
            for (var order = level.First; order is not null && lots > 0; order = order.Next)
            {
                lots -= order.ReduceOnly ? Math.Min(order.RemainingLots, order.CoveredLots) : order.RemainingLots;
            }
        }
        return lots <= 0;
    }
}
