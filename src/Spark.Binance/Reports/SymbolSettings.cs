using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>The account's settings of a symbol; the margin type is CROSSED or ISOLATED, null where the reply doesn't tell.</summary>
public sealed record SymbolSettings(Symbol Symbol, int Leverage, string? MarginType);
