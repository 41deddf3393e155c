using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting;

/// <summary>The newest public trades of one market, one by one and aggregated. Used from the mailbox only.</summary>
internal sealed class TradeTape(Market market)
{
    private const int Kept = 1000;
    private const long AggregationWindow = 100;

    private readonly Queue<MarketTrade> _trades = new(Kept);
    private readonly Queue<AggregateTrade> _aggregates = new(Kept);
    private AggregateTrade? _open;
    private long _lastAggregateId = market.LastTradeId;

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<MarketTrade> Trades => _trades;

    /// <summary>Oldest first; the last one may still grow.</summary>
    public IEnumerable<AggregateTrade> Aggregates => _open is { } open ? _aggregates.Append(open) : _aggregates;

    /// <summary>Adds a trade; returns the aggregate that it ends, if any.</summary>
    public AggregateTrade? Add(in MarketTrade trade)
    {
        if (_trades.Count == Kept) _trades.Dequeue();
        _trades.Enqueue(trade);
        if (_open is { } open && open.Price == trade.Price && open.TakerSide == trade.TakerSide && trade.Time / AggregationWindow == open.Time / AggregationWindow)
        {
            _open = open with { Lots = open.Lots + trade.Lots, LastId = trade.Id };
            return null;
        }
        var ended = End();
        _open = new AggregateTrade(++_lastAggregateId, trade.Price, trade.Lots, trade.Id, trade.Id, trade.Time, trade.TakerSide);
        return ended;
    }

    /// <summary>The aggregate whose time is over, if any.</summary>
    public AggregateTrade? EndBefore(long now) => _open is { } open && open.Time / AggregationWindow < now / AggregationWindow ? End() : null;

    private AggregateTrade? End()
    {
        if (_open is not { } ended) return null;
        _open = null;
        if (_aggregates.Count == Kept) _aggregates.Dequeue();
        _aggregates.Enqueue(ended);
        return ended;
    }
}
