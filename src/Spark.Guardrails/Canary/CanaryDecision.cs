namespace Spark.Guardrails.Canary;

/// <summary>What is to be done about an applied canary; a closed set.</summary>
public abstract record CanaryDecision
{
    private CanaryDecision()
    {
    }

    /// <summary>It keeps its bounds, and its watch is not over.</summary>
    public sealed record GoOn : CanaryDecision;

    public sealed record Pass(string Outcome) : CanaryDecision;

    public sealed record RollBack(CanaryBreach Breach) : CanaryDecision;
}
