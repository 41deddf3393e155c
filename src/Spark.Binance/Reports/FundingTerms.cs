using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>Bounds of a symbol's funding rate as fractions, and its interval in hours; for symbols whose terms were adjusted.</summary>
public sealed record FundingTerms(Symbol Symbol, decimal Cap, decimal Floor, int IntervalHours);
