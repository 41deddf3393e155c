namespace Spark.Binance.Streams;

/// <summary>The exchange's socket routes; a stream asked for on the wrong one is acknowledged and stays silent.</summary>
public enum StreamRoute
{
    /// <summary>Trades and books.</summary>
    Public,

    /// <summary>Tickers, mark prices, candles.</summary>
    Market,

    /// <summary>The account's events.</summary>
    Private,
}
