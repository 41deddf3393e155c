using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>Mark and index price in quote asset, funding as a fraction, times in ms since 1970 of the exchange.</summary>
public readonly record struct MarkPriceTick(
    Symbol Symbol, decimal MarkPrice, decimal IndexPrice, decimal FundingRate, long NextFundingTime, long EventTime);
