namespace Spark.Executor.Journal;

/// <summary>Money moved into (positive) or out of the account, USDT.</summary>
public sealed record TransferSeen(decimal Amount, string Reason) : JournalEntry
{
    public const string Kind = "account.transfer";
}
