namespace Spark.Executor.Journal;

/// <summary>A transfer that was seen before was told by the other source too: it is one transfer.</summary>
public sealed record TransferConfirmed(decimal Amount, long Time, string Reason, long? TransactionId) : JournalEntry
{
    public const string Kind = "account.transferConfirmed";
}
