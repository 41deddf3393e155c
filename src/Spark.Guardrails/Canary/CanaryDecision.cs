namespace Spark.Guardrails.Canary;

/// <summary>What is to be done about an applied canary; a closed set.</summary>
public abstract record CanaryDecision
{
    private CanaryDecision()
    {
    }

    public sealed record Wait : CanaryDecision;

    public sealed record Pass(string Outcome) : CanaryDecision;

    public sealed record RollBack(CanaryBreach Breach) : CanaryDecision;
}
