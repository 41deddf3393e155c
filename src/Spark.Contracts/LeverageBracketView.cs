namespace Spark.Contracts;

/// <summary>The leverage bracket that the position after a full fill falls into.</summary>
/// <param name="Bracket">The exchange's number.</param>
/// <param name="MaxLeverage">Largest leverage for a position in it.</param>
/// <param name="NotionalCap">Notional that it ends at, USDT.</param>
/// <param name="MaintenanceRatio">Maintenance margin as a part of the notional.</param>
/// <param name="MaintenanceMargin">Of that position, USDT.</param>
public sealed record LeverageBracketView(int Bracket, int MaxLeverage, decimal NotionalCap, decimal MaintenanceRatio, decimal? MaintenanceMargin);
