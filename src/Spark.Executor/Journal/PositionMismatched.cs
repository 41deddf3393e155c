using Spark.Domain.Accounts;

namespace Spark.Executor.Journal;

/// <summary>The exchange's position is not what the fills since the last reading make of it, and a second reading said the same.</summary>
public sealed record PositionMismatched(Position Expected, Position Observed) : JournalEntry
{
    public const string Kind = "position.mismatched";
}
