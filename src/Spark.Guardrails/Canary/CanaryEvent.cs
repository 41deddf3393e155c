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

    /// <summary>Its watch is over: its time has passed, or it broke a bound.</summary>
    Observe,

    /// <summary>It was watched to its end and kept its bounds.</summary>
    Pass,

    /// <summary>It broke a bound, and all that it left was taken back.</summary>
    RollBack,

    /// <summary>Nobody confirmed it in time.</summary>
    Expire,

    /// <summary>The same caller ran the same order again.</summary>
    Supersede,
}
