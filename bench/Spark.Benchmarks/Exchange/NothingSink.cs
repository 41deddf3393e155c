using Spark.Binance.Streams.Market;

namespace Spark.Benchmarks.Exchange;

/// <summary>Takes ticks and does nothing: the parse alone.</summary>
internal sealed class NothingSink : IMarketSink
{
    public long Count { get; private set; }

    public void OnTrade(in TradeTick tick) => Count++;

    public void OnDepth(in DepthTick tick) => Count++;

    public void OnTicker(in TickerTick tick) => Count++;

    public void OnMarkPrice(in MarkPriceTick tick) => Count++;

    public void OnIgnored(IgnoredMessage why)
    {
    }

    public void OnError(string why) => throw new InvalidOperationException(why);
}
