namespace Spark.Guardrails.Breaker;

/// <summary>One cause of an open breaker.</summary>
public sealed record BreakerReason(BreakerReasonKind Kind, string Text, DateTimeOffset Since)
{
    /// <summary>The contract's word: <c>dailyLoss</c>, <c>errorRate</c>, <c>reconciliation</c>, <c>manual</c>.</summary>
    public string Word => Kind switch
    {
        BreakerReasonKind.DailyLoss => "dailyLoss",
        BreakerReasonKind.ErrorRate => "errorRate",
        BreakerReasonKind.Reconciliation => "reconciliation",
        _ => "manual",
    };
}
