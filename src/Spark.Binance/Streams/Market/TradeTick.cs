using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// One trade, or several of one order at one price: price in quote asset, quantity in base asset, times in ms since 1970 of the exchange. The id of
/// several is that of the last.
/// </summary>
public readonly record struct TradeTick(
    Symbol Symbol, long TradeId, decimal Price, decimal Quantity, bool BuyerIsMaker, long TradeTime, long EventTime, bool IsAggregate = false);
