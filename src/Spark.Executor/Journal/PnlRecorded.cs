using Spark.Guardrails.Breaker;

namespace Spark.Executor.Journal;

/// <summary>A recorded PnL: a drill, which can tighten and never loosen. The breaker holds the day's sum.</summary>
public sealed record PnlRecorded(decimal Pnl, BreakerState Breaker) : JournalEntry
{
    public const string Kind = "pnl.recorded";
}
