using Spark.Guardrails.Canary;
using Spark.Guardrails.Risk;

namespace Spark.Executor;

/// <summary>What may change while the executor runs.</summary>
/// <param name="Risk">What orders are held to.</param>
/// <param name="FlattenOnLoss">Close everything when the daily limit is hit.</param>
public sealed record OperatingLimits(RiskLimits Risk, bool FlattenOnLoss)
{
    /// <summary>What canaries are held to.</summary>
    public CanaryBounds Canary { get; init; } = CanaryBounds.Default;
}
