namespace Spark.Guardrails.Canary;

/// <summary>What an event did to a canary; a closed set.</summary>
public abstract record CanaryTransition
{
    private CanaryTransition()
    {
    }

    public sealed record Moved(CanaryState To) : CanaryTransition;

    /// <summary>It had happened already.</summary>
    public sealed record Stale : CanaryTransition;

    /// <summary>The event contradicts the state: never dropped silently.</summary>
    public sealed record Anomaly(CanaryState State, CanaryEvent Happened) : CanaryTransition;
}
