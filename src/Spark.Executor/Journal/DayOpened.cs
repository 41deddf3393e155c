namespace Spark.Executor.Journal;

/// <summary>The margin balance with which a UTC day began, or with which Spark first saw it.</summary>
public sealed record DayOpened(DateOnly Day, decimal OpeningBalance) : JournalEntry
{
    public const string Kind = "day.opened";
}
