namespace Spark.Guardrails.Evidence;

/// <summary>One of a symbol's leverage brackets.</summary>
/// <param name="Number">The exchange's number.</param>
/// <param name="MaximumLeverage">Largest leverage for a position in it.</param>
/// <param name="Floor">Notional that it begins at, USDT.</param>
/// <param name="Cap">Notional that it ends at, USDT.</param>
/// <param name="MaintenanceRatio">Maintenance margin as a part of the notional.</param>
/// <param name="CumulativeAmount">What is taken off for the brackets below, USDT.</param>
public sealed record LeverageTier(int Number, int MaximumLeverage, decimal Floor, decimal Cap, decimal MaintenanceRatio, decimal CumulativeAmount);
