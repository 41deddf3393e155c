using Spark.Guardrails.Canary;

namespace Spark.Executor.Journal;

/// <summary>A canary moved on in its life.</summary>
public sealed record CanaryMoved(string CanaryId, CanaryEvent Happened, string? Outcome) : JournalEntry
{
    public const string Kind = "canary.moved";

    /// <summary>What was seen when it was decided on.</summary>
    public CanaryObservation? Seen { get; init; }
}
