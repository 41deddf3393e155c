namespace Spark.Executor.Journal;

/// <summary>Money moved into (positive) or out of the account, USDT.</summary>
public sealed record TransferSeen(decimal Amount, string Reason) : JournalEntry
{
    public const string Kind = "account.transfer";

    /// <summary>The exchange's ms.</summary>
    public long Time { get; init; }

    /// <summary>Its id among the exchange's incomes, when that is where it was seen.</summary>
    public long? TransactionId { get; init; }
}
