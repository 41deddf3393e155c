namespace Spark.Binance.Streams.Market;

/// <summary>The market streams that Spark reads of a symbol.</summary>
[Flags]
public enum MarketStreams
{
    None = 0,

    /// <summary><c>@trade</c></summary>
    Trade = 1,

    /// <summary><c>@depth5@100ms</c></summary>
    Depth = 2,

    /// <summary><c>@ticker</c></summary>
    Ticker = 4,

    /// <summary><c>@markPrice@1s</c></summary>
    MarkPrice = 8,

    /// <summary><c>@kline_1m</c></summary>
    Candle = 16,

    All = Trade | Depth | Ticker | MarkPrice | Candle,
}
