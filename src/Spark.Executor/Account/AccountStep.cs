using System.Collections.Immutable;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>What a message led to.</summary>
/// <param name="State">The state from here on.</param>
/// <param name="Entries">To be journalled, all or none.</param>
/// <param name="Now">Effects that wait for nothing.</param>
/// <param name="AfterCommit">Effects that wait until the entries are durable.</param>
internal sealed record AccountStep(
    AccountState State, ImmutableArray<JournalEntry> Entries, ImmutableArray<Effect> Now, ImmutableArray<Effect> AfterCommit)
{
    /// <summary>The trace of the message that led to it.</summary>
    public System.Diagnostics.ActivityContext Trace { get; init; }

    /// <summary>Carries what is written behind, and changes nothing.</summary>
    public static AccountStep OfNotes { get; } = new(AccountCore.Restore(Ledger.LedgerState.Empty), [], [], []);

    /// <summary>Whether it is one of those: its state is nobody's.</summary>
    public bool IsOfNotes => ReferenceEquals(State, OfNotes.State);
}
