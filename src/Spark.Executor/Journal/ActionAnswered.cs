namespace Spark.Executor.Journal;

/// <summary>The first outcome of a carried-out action, kept 24 h for replays.</summary>
public sealed record ActionAnswered(string OutcomeKey, int Status, string Body) : JournalEntry
{
    public const string Kind = "action.answered";
}
