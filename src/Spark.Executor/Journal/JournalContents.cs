namespace Spark.Executor.Journal;

/// <summary>What a journal gives back at start.</summary>
public sealed record JournalContents(string? Checkpoint, IReadOnlyList<JournalEntry> Entries);
