using Spark.Domain.Markets;

namespace Spark.Executor.Journal;

/// <summary>What came of it: <c>set</c>, <c>refused</c> or <c>unknown</c>.</summary>
public sealed record LeverageAnswered(Symbol Symbol, int Leverage, string Result, string? Detail) : JournalEntry
{
    public const string Kind = "leverage.answered";
}
