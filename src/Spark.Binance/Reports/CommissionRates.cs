using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>Fractions of the notional.</summary>
public sealed record CommissionRates(Symbol Symbol, decimal Maker, decimal Taker);
