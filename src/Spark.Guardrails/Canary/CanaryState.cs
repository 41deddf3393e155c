namespace Spark.Guardrails.Canary;

/// <summary>Where a canary stands.</summary>
public enum CanaryState
{
    /// <summary>Run; it may be confirmed if its checks passed.</summary>
    Simulated,

    /// <summary>Confirmed once: its order is on the way.</summary>
    Confirmed,

    /// <summary>The exchange has its order.</summary>
    Applied,

    /// <summary>Its outcome is being compared with the evidence.</summary>
    Observed,

    /// <summary>The outcome was as the evidence said.</summary>
    Passed,

    /// <summary>The outcome was not, and its position was closed.</summary>
    RolledBack,

    Expired,

    /// <summary>Its order was refused, by the risk gate or by the exchange.</summary>
    Rejected,

    /// <summary>Replaced by a later one.</summary>
    Superseded,
}
