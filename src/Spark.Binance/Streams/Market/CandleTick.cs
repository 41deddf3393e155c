using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>The candle of a minute as it grows: prices in quote asset, volume in base asset, times in ms since 1970 of the exchange.</summary>
public readonly record struct CandleTick(
    Symbol Symbol, long OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, bool IsClosed, long EventTime);
