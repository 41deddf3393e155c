namespace Spark.Executor.Journal;

/// <summary>An action that policy or state refused.</summary>
public sealed record ActionRefused(string Path, string Error, string Message) : JournalEntry
{
    public const string Kind = "action.refused";
}
