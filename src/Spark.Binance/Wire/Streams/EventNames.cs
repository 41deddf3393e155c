namespace Spark.Binance.Wire.Streams;

/// <summary>The <c>e</c> of stream events.</summary>
public static class EventNames
{
    public const string Trade = "trade";
    public const string AggTrade = "aggTrade";
    public const string DepthUpdate = "depthUpdate";
    public const string Ticker = "24hrTicker";
    public const string MarkPrice = "markPriceUpdate";
    public const string BookTicker = "bookTicker";
    public const string Kline = "kline";
    public const string OrderTradeUpdate = "ORDER_TRADE_UPDATE";
    public const string AccountUpdate = "ACCOUNT_UPDATE";
    public const string TradeLite = "TRADE_LITE";
    public const string AccountConfigUpdate = "ACCOUNT_CONFIG_UPDATE";
    public const string MarginCall = "MARGIN_CALL";
    public const string AlgoUpdate = "ALGO_UPDATE";
    public const string ListenKeyExpired = "listenKeyExpired";
}
