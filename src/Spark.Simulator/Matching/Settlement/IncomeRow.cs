namespace Spark.Simulator.Matching.Settlement;

/// <summary>A change of a wallet that no trade made.</summary>
/// <param name="Type">Why.</param>
/// <param name="Symbol">The contract; empty for transfers.</param>
/// <param name="Amount">USDT; positive is received.</param>
/// <param name="Time">ms UTC.</param>
/// <param name="Id">Unique within its type.</param>
public sealed record IncomeRow(IncomeType Type, string Symbol, decimal Amount, long Time, long Id);
