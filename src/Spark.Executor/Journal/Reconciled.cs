namespace Spark.Executor.Journal;

/// <summary>The ledger was compared with the exchange.</summary>
public sealed record Reconciled(string Why, int OpenOrders, int Positions, int Adopted, int LookedUp, int FillsFetched) : JournalEntry
{
    public const string Kind = "account.reconciled";
}
