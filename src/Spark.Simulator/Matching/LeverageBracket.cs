namespace Spark.Simulator.Matching;

/// <summary>
/// One row of a contract's leverage table. Notionals are in quote asset; the row holds for notionals above
/// <paramref name="NotionalFloor"/> and up to <paramref name="NotionalCap"/>.
/// </summary>
/// <param name="Number">1 is the smallest notional.</param>
/// <param name="MaxLeverage">Largest leverage allowed in this row.</param>
/// <param name="NotionalFloor">Lower end, exclusive.</param>
/// <param name="NotionalCap">Upper end, inclusive.</param>
/// <param name="MaintenanceRate">Maintenance margin as a fraction of notional.</param>
/// <param name="Cumulative">Quick amount: floor × (rate − rate of the row below) + amount of the row below.</param>
public sealed record LeverageBracket(
    int Number, int MaxLeverage, decimal NotionalFloor, decimal NotionalCap, decimal MaintenanceRate, decimal Cumulative);
