namespace Spark.Executor.Journal;

/// <summary>Another executor is the writer of this account.</summary>
public sealed class LedgerHeldException(string folder, string holder, Exception inner)
    : Exception($"The ledger in {folder} is held by {holder}. Stop that executor first: an account has one writer.", inner)
{
    public string Holder { get; } = holder;
}
