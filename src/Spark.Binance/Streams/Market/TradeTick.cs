using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>One trade: price in quote asset, quantity in base asset, times in ms since 1970 of the exchange.</summary>
public readonly record struct TradeTick(
    Symbol Symbol, long TradeId, decimal Price, decimal Quantity, bool BuyerIsMaker, long TradeTime, long EventTime);
