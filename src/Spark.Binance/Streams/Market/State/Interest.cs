namespace Spark.Binance.Streams.Market.State;

/// <summary>One subscriber's interest in one symbol, and which kinds it has been told of and not yet looked at.</summary>
internal sealed class Interest(MarketSubscription subscription, MarketStreams kinds)
{
    private int _pending;

    public MarketSubscription Subscription => subscription;

    public bool Wants(MarketStreams kind) => (kinds & kind) != 0;

    /// <summary>True when it was not pending before: then it has to be told.</summary>
    public bool Mark(MarketStreams kind) => (Interlocked.Or(ref _pending, (int)kind) & (int)kind) == 0;

    public void Clear(MarketStreams kind) => Interlocked.And(ref _pending, ~(int)kind);
}
