using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>The best level of each side.</summary>
public sealed record BookTickerReport(Symbol Symbol, BookLevel Bid, BookLevel Ask, DateTimeOffset At);
