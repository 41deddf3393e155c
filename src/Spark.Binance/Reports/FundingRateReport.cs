using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>A funding that took place: a fraction of the notional at the mark price; the price is null where the host doesn't tell.</summary>
public sealed record FundingRateReport(Symbol Symbol, decimal Rate, DateTimeOffset At, decimal? MarkPrice);
