using System.Collections.Immutable;

namespace Spark.Guardrails.Canary;

/// <summary>Which canary a confirmation means; a closed set.</summary>
public abstract record CanarySelection
{
    private CanarySelection()
    {
    }

    public sealed record Selected(Canary Canary) : CanarySelection;

    /// <summary>409 NoCanaryToConfirm.</summary>
    public sealed record None(string Message) : CanarySelection;

    /// <summary>409 CanaryAmbiguous: somebody else has run one since. Newest first.</summary>
    public sealed record Ambiguous(ImmutableArray<Canary> Candidates) : CanarySelection;
}
