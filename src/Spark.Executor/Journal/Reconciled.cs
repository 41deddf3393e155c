namespace Spark.Executor.Journal;

/// <summary>The ledger was compared with the exchange.</summary>
public sealed record Reconciled(string Why, int OpenOrders, int Positions, int Adopted, int LookedUp, int FillsFetched) : JournalEntry
{
    public const string Kind = "account.reconciled";

    /// <summary>The exchange's ms at the earliest when the account was read.</summary>
    public long ReadFrom { get; init; }

    /// <summary>Positions that were agreed on and differ from what was held before.</summary>
    public IReadOnlyList<Ledger.HeldPosition>? Held { get; init; }
}
