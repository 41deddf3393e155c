namespace Spark.Binance.Streams.Market;

/// <summary>What a message turned out to be.</summary>
public enum MarketMessage
{
    /// <summary>A tick, handed to the sink.</summary>
    Event,

    Ignored,

    /// <summary>An answer to a subscription message.</summary>
    Control,

    Malformed,
}
