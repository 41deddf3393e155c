using Spark.Guardrails.Canary;

namespace Spark.Executor.Journal;

/// <summary>A canary was simulated.</summary>
public sealed record CanaryRan(Canary Canary) : JournalEntry
{
    public const string Kind = "canary.ran";
}
