using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>The sliding day: prices in quote asset, volume in base asset, change in percent.</summary>
public sealed record TickerReport(
    Symbol Symbol, decimal LastPrice, decimal ChangePercent, decimal Open, decimal High, decimal Low, decimal Volume, DateTimeOffset At);
