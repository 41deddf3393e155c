using Spark.Guardrails.Canary;

namespace Spark.Executor.Journal;

/// <summary>A watched canary broke a bound: from here on it is being taken back.</summary>
public sealed record CanaryBreached(string CanaryId, CanaryBreach Breach, CanaryObservation? Seen) : JournalEntry
{
    public const string Kind = "canary.breached";
}
