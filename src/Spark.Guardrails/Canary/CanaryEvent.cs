namespace Spark.Guardrails.Canary;

/// <summary>What can happen to a canary.</summary>
public enum CanaryEvent
{
    /// <summary>A person confirmed it.</summary>
    Confirm,

    /// <summary>The exchange took its order.</summary>
    Apply,

    /// <summary>The risk gate or the exchange refused its order.</summary>
    Reject,

    /// <summary>Its fills are known.</summary>
    Observe,

    /// <summary>The fills are as the evidence said.</summary>
    Pass,

    /// <summary>They are not: its position was closed.</summary>
    RollBack,

    /// <summary>Nobody confirmed it in time.</summary>
    Expire,

    /// <summary>A later one takes its place.</summary>
    Supersede,
}
