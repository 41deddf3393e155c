namespace Spark.Executor.Journal;

/// <summary>What a journal gives back at start: the last checkpoint, and what came after it, read while it is gone through.</summary>
public sealed record JournalContents(string? Checkpoint, IEnumerable<JournalEntry> Entries);
