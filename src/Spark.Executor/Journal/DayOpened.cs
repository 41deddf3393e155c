namespace Spark.Executor.Journal;

/// <summary>The margin balance with which a UTC day began, or with which Spark first saw it. <paramref name="WalletTime"/>: the exchange's ms of the wallet in it.</summary>
public sealed record DayOpened(DateOnly Day, decimal OpeningBalance, long WalletTime) : JournalEntry
{
    public const string Kind = "day.opened";
}
