using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>Open contracts, base asset.</summary>
public sealed record OpenInterestReport(Symbol Symbol, decimal Quantity, DateTimeOffset At);
