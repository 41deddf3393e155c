using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>Mark and index price in quote asset, funding as a fraction per interval.</summary>
public sealed record MarkPriceReport(
    Symbol Symbol, decimal MarkPrice, decimal IndexPrice, decimal FundingRate, DateTimeOffset NextFundingTime, DateTimeOffset At);
