using System.Threading.Channels;

namespace Spark.Binance.Streams.Market.State;

/// <summary>
/// One subscriber's view of the market. A slow subscriber never slows the socket: of books, tickers and mark prices only the latest counts (a change
/// is told once, however often it is overwritten before it is looked at); of trades the oldest are dropped when the channel is full, and counted.
/// </summary>
public sealed class MarketSubscription : IDisposable
{
    private readonly Action<MarketSubscription> _leave;
    private readonly Channel<PendingChange> _changes;
    private readonly Channel<TradeTick> _trades;
    private long _lostTrades;

    internal MarketSubscription(int symbols, int tradeCapacity, Action<MarketSubscription> leave)
    {
        _leave = leave;
        // Every symbol and kind waits at most once, so there is always room.
        _changes = Channel.CreateBounded<PendingChange>(new BoundedChannelOptions(Math.Max(1, symbols * 3)) { SingleReader = true });
        _trades = Channel.CreateBounded<TradeTick>(
            new BoundedChannelOptions(tradeCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref _lostTrades));
    }

    /// <summary>Trades in order; what was dropped is in <see cref="LostTrades"/>.</summary>
    public ChannelReader<TradeTick> Trades => _trades.Reader;

    /// <summary>Trades that were dropped because this subscriber did not keep up.</summary>
    public long LostTrades => Interlocked.Read(ref _lostTrades);

    /// <summary>Waits for the next change. One reader.</summary>
    /// <exception cref="ChannelClosedException">The subscription was disposed.</exception>
    public async ValueTask<MarketChange> NextChangeAsync(CancellationToken ct)
    {
        var change = await _changes.Reader.ReadAsync(ct).ConfigureAwait(false);
        return Seen(change);
    }

    /// <summary>Waits until there is a change; false when the subscription was disposed.</summary>
    public ValueTask<bool> WaitForChangeAsync(CancellationToken ct) => _changes.Reader.WaitToReadAsync(ct);

    /// <summary>The next change, if there is one. One reader.</summary>
    public bool TryNextChange(out MarketChange change)
    {
        var has = _changes.Reader.TryRead(out var pending);
        change = has ? Seen(pending) : default;
        return has;
    }

    /// <summary>Nothing is told any more.</summary>
    public void Dispose()
    {
        _leave(this);
        _changes.Writer.TryComplete();
        _trades.Writer.TryComplete();
    }

    internal void Tell(in PendingChange change) => _changes.Writer.TryWrite(change);

    internal void Tell(in TradeTick tick) => _trades.Writer.TryWrite(tick);

    // Cleared before the subscriber looks: what changes while it looks is told again.
    private static MarketChange Seen(in PendingChange change)
    {
        change.Interest.Clear(change.Kind);
        return new MarketChange(change.State.Symbol, change.Kind);
    }
}
