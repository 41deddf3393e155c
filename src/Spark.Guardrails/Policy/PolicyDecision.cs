namespace Spark.Guardrails.Policy;

/// <summary>What is to be done with a valid action; a closed set.</summary>
public abstract record PolicyDecision
{
    private PolicyDecision()
    {
    }

    /// <summary>Carry it out (a dry run: report what would happen).</summary>
    public sealed record CarryOut : PolicyDecision;

    /// <summary>428: propose it and wait for a person. Risk is checked before.</summary>
    public sealed record Confirm(bool TokenToCaller) : PolicyDecision;

    public sealed record Refused(PolicyRefusal Refusal) : PolicyDecision;
}
