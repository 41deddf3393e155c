namespace Spark.Executor.Journal;

/// <summary>One stored record; <paramref name="Data"/> is the entry's JSON.</summary>
public sealed record JournalRecord(long Seq, DateTimeOffset At, string Kind, string Actor, string Data, string Hash);
