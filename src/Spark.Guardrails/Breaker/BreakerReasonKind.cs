namespace Spark.Guardrails.Breaker;

/// <summary>Why the breaker opened.</summary>
public enum BreakerReasonKind
{
    DailyLoss,
    ErrorRate,
    Reconciliation,
    Manual,
}
