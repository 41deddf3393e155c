using System.Threading.Channels;

namespace Spark.Binance.Streams.Market.State;

/// <summary>
/// One subscriber's view of the market. A slow subscriber never slows the socket: of books, tickers and mark prices only the latest counts (a change
/// is told once, however often it is overwritten before it is looked at); of trades the oldest are dropped when the queue is full, and counted. It is
/// woken once for a burst of messages.
/// </summary>
public sealed class MarketSubscription : IDisposable
{
    private readonly Action<MarketSubscription> _leave;
    private readonly BurstQueue<PendingChange> _changes;
    private readonly BurstQueue<TradeTick> _trades;

    internal MarketSubscription(int symbols, int tradeCapacity, Action<MarketSubscription> leave)
    {
        _leave = leave;
        // Every symbol and kind waits at most once, so there is always room.
        _changes = new BurstQueue<PendingChange>(symbols * 3);
        _trades = new BurstQueue<TradeTick>(tradeCapacity);
    }

    /// <summary>Trades in order; what was dropped is in <see cref="LostTrades"/>.</summary>
    public ChannelReader<TradeTick> Trades => _trades;

    /// <summary>Trades that were dropped because this subscriber did not keep up.</summary>
    public long LostTrades => _trades.Dropped;

    /// <summary>Waits for the next change. One reader.</summary>
    /// <exception cref="ChannelClosedException">The subscription was disposed.</exception>
    public async ValueTask<MarketChange> NextChangeAsync(CancellationToken ct)
    {
        var change = await _changes.ReadAsync(ct).ConfigureAwait(false);
        return Seen(change);
    }

    /// <summary>Waits until there is a change; false when the subscription was disposed.</summary>
    public ValueTask<bool> WaitForChangeAsync(CancellationToken ct) => _changes.WaitToReadAsync(ct);

    /// <summary>The next change, if there is one. One reader.</summary>
    public bool TryNextChange(out MarketChange change)
    {
        var has = _changes.TryRead(out var pending);
        change = has ? Seen(pending) : default;
        return has;
    }

    /// <summary>Nothing is told any more.</summary>
    public void Dispose()
    {
        _leave(this);
        _changes.Complete();
        _trades.Complete();
    }

    internal void Tell(in PendingChange change) => _changes.Write(change);

    internal void Tell(in TradeTick tick) => _trades.Write(tick);

    internal void Lull()
    {
        _changes.Lull();
        _trades.Lull();
    }

    // Cleared before the subscriber looks: what changes while it looks is told again.
    private static MarketChange Seen(in PendingChange change)
    {
        change.Interest.Clear(change.Kind);
        return new MarketChange(change.State.Symbol, change.Kind);
    }
}
