namespace Spark.Executor.Journal;

/// <summary>The journal could not be written; nothing of the attempt is in it.</summary>
public sealed class JournalException(string message, Exception inner) : Exception(message, inner);
