namespace Spark.Binance.Streams.Market;

/// <summary>Why a message was passed over.</summary>
public enum IgnoredMessage
{
    UnknownEvent,

    /// <summary>A symbol that was never subscribed.</summary>
    UnknownSymbol,

    /// <summary>A trade of price and quantity zero: a spent id.</summary>
    SpentTradeId,

    /// <summary>COIN-M (<c>st</c> is not 1).</summary>
    OtherProduct,

    /// <summary>Repeated, or older than what was there.</summary>
    Stale,
}
