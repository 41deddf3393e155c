namespace Spark.Binance.Streams.Market;

/// <summary>
/// Takes market messages on the receiving threads: one kind of one symbol on one thread at a time, different ones at once. A tick is valid during the
/// call; copy what is kept. A slow sink delays the stream.
/// </summary>
public interface IMarketSink
{
    void OnTrade(in TradeTick tick);

    void OnDepth(in DepthTick tick);

    void OnTicker(in TickerTick tick);

    void OnMarkPrice(in MarkPriceTick tick);

    /// <summary>The candle of the running minute.</summary>
    void OnCandle(in CandleTick tick)
    {
    }

    /// <summary>Everything that one socket has received was told; a sink that gathers passes on now what it has.</summary>
    void OnLull()
    {
    }

    /// <summary>A message that is well-formed and of no use.</summary>
    void OnIgnored(IgnoredMessage why);

    /// <summary>A message that could not be read; the text never quotes it.</summary>
    void OnError(string why);
}
