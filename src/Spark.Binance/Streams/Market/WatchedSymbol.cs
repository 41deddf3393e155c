namespace Spark.Binance.Streams.Market;

/// <summary>What is wanted of a symbol and how long each stream may stay silent.</summary>
internal sealed class WatchedSymbol(long since, TimeSpan patience)
{
    private volatile int _streams;

    /// <summary>Timestamp at which it was first wanted.</summary>
    public long Since => since;

    public Overdue Mark { get; } = new(since, patience);

    public Overdue Book { get; } = new(since, patience);

    public Overdue Ticker { get; } = new(since, patience);

    public Overdue Candle { get; } = new(since, patience);

    /// <summary><c>@aggTrade</c> is asked for.</summary>
    public bool HasStandIn { get; private set; }

    public long StandInSince { get; private set; }

    public bool Wants(MarketStreams kind) => ((MarketStreams)_streams & kind) != 0;

    public void Add(MarketStreams streams) => Interlocked.Or(ref _streams, (int)streams);

    /// <summary>Gives what is left.</summary>
    public MarketStreams Remove(MarketStreams streams)
    {
        if (streams.HasFlag(MarketStreams.Trade)) HasStandIn = false;
        return (MarketStreams)(Interlocked.And(ref _streams, (int)~streams) & (int)~streams);
    }

    public void StandIn(bool isThere, long at) => (HasStandIn, StandInSince) = (isThere, at);
}
