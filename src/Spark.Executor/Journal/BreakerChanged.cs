using Spark.Guardrails.Breaker;

namespace Spark.Executor.Journal;

/// <summary>The breaker's new state and what caused it.</summary>
public sealed record BreakerChanged(BreakerState Breaker, string Cause) : JournalEntry
{
    public const string Kind = "breaker.changed";
}
