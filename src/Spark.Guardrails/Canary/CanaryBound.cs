namespace Spark.Guardrails.Canary;

/// <summary>What a canary can break.</summary>
public enum CanaryBound
{
    /// <summary>The circuit breaker opened meanwhile.</summary>
    Breaker,

    /// <summary>Too many calls about orders failed.</summary>
    Errors,

    /// <summary>It filled at a worse price than the evidence allows.</summary>
    Slippage,

    /// <summary>It did not fill as the evidence said.</summary>
    Fill,

    /// <summary>It lost too much.</summary>
    Loss,

    /// <summary>Nobody could watch it for as long as it has to be watched.</summary>
    Unobserved,
}
