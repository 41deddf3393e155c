using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Guardrails.Breaker;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Journal;

/// <summary>What a checkpoint may hold: what the journal holds, and nothing that it refused.</summary>
public sealed class CheckpointsTests
{
    [Fact]
    public void A_state_that_knows_nothing_of_what_the_journal_refused_is_not_kept()
    {
        var journal = new ModelJournal { Failing = true };
        using var outbox = new Outbox(journal, new Nobody(), TimeProvider.System, NullLogger<Outbox>.Instance, checkpointEvery: 5);
        var state = AccountCore.Restore(LedgerState.Empty);
        outbox.Commit([Step(state, -1)]);
        journal.Failing = false;
        for (var i = 0; i < 200; i++) outbox.Commit([Step(state, -2)]);
        Assert.Equal(0, journal.CheckpointSeq);

        var told = AccountCore.Step(state, new AccountMessage.JournalFailed([], [], "full"), Account.AccountContexts.At(DateTimeOffset.UnixEpoch)).State;
        var well = AccountCore.Step(told, new AccountMessage.JournalRecovered(), Account.AccountContexts.At(DateTimeOffset.UnixEpoch)).State;
        while (journal.CheckpointSeq == 0) outbox.Commit([Step(well, -4)]);

        var kept = JsonSerializer.Deserialize(journal.CheckpointData!, JournalJson.Default.LedgerCheckpoint)!;
        Assert.Equal(-4, kept.Breaker.RecordedPnl);
    }

    private static AccountStep Step(AccountState state, decimal pnl)
    {
        var entry = new PnlRecorded(pnl, BreakerState.Closed with { RecordedPnl = pnl }) { At = DateTimeOffset.UnixEpoch, Actor = "test" };
        return new AccountStep(state with { Ledger = LedgerFold.Apply(state.Ledger, entry) }, [entry], [], []);
    }
}
