namespace Spark.Binance.Reports;

/// <summary>One bracket of position notional in quote asset. Maintenance margin there is notional × ratio − cumulative amount.</summary>
public sealed record LeverageBracket(int Bracket, int MaximumLeverage, decimal Floor, decimal Cap, decimal MaintenanceRatio, decimal CumulativeAmount);
