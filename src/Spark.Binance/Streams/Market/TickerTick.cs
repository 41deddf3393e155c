using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>The sliding day: prices in quote asset, volume in base asset, change in percent, time in ms since 1970 of the exchange.</summary>
public readonly record struct TickerTick(
    Symbol Symbol, decimal LastPrice, decimal ChangePercent, decimal High, decimal Low, decimal Volume, long EventTime);
