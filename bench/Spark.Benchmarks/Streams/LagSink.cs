using System.Diagnostics;
using Spark.Binance.Streams.Market;
using Spark.Binance.Streams.Market.State;

namespace Spark.Benchmarks.Streams;

/// <summary>Applies events and notes how long ago they were sent; they say so in ticks of the machine's monotonic clock.</summary>
internal sealed class LagSink(MarketState state) : IMarketSink
{
    // A reservoir of the whole run: beyond it each new lag replaces an old one in turn.
    private readonly double[] _lags = new double[1 << 20];
    private long _count = -1;
    private volatile bool _isOn;

    public void Begin() => _isOn = true;

    public List<double> End()
    {
        _isOn = false;
        return [.. _lags.Take((int)Math.Min(_lags.Length, Interlocked.Read(ref _count) + 1))];
    }

    public void OnTrade(in TradeTick tick)
    {
        state.OnTrade(tick);
        Note(tick.TradeTime);
    }

    public void OnDepth(in DepthTick tick)
    {
        state.OnDepth(tick);
        Note(tick.TransactionTime);
    }

    public void OnTicker(in TickerTick tick) => state.OnTicker(tick);

    public void OnMarkPrice(in MarkPriceTick tick) => state.OnMarkPrice(tick);

    public void OnLull() => state.OnLull();

    public void OnIgnored(IgnoredMessage why) => state.OnIgnored(why);

    public void OnError(string why) => state.OnError(why);

    private void Note(long sentAt)
    {
        if (_isOn) _lags[Interlocked.Increment(ref _count) & (_lags.Length - 1)] = Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds;
    }
}
