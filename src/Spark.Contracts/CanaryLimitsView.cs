namespace Spark.Contracts;

/// <summary>The limits that a canary was applied under.</summary>
public sealed record CanaryLimitsView(decimal MaxNotional, decimal MaxPositionSize, decimal DailyLossLimit);
