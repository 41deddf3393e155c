namespace Spark.Simulator.Matching.Settlement;

/// <summary>Margin that was moved by hand between the cross wallet and an isolated position.</summary>
/// <param name="Symbol">The contract.</param>
/// <param name="Amount">USDT; positive went into the position.</param>
/// <param name="Time">ms UTC.</param>
/// <param name="Id">Grows with every change.</param>
public sealed record MarginChange(string Symbol, decimal Amount, long Time, long Id);
