namespace Spark.Executor.Journal;

/// <summary>A live action that awaits a person. Neither token nor hash is kept: unused tokens die with the process.</summary>
public sealed record ActionProposed(string ProposalId, string Path, string Params, string Summary, DateTimeOffset ExpiresAt) : JournalEntry
{
    public const string Kind = "action.proposed";
}
