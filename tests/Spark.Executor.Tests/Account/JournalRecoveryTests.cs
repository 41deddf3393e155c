using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Domain.Accounts;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

public sealed class JournalRecoveryTests
{
    private static readonly StepContext Context = new()
    {
        Now = DateTimeOffset.UnixEpoch,
        Quote = _ => null,
        Instrument = _ => null,
        Limits = new RiskLimits(),
        Venue = Venue.Simulator,
        Confirmation = ConfirmationMode.Caller,
        Account = "test",
        ConfirmUrl = "http://localhost/",
    };

    [Fact]
    public void A_journal_that_failed_is_probed_by_each_tick_and_the_account_hears_when_it_takes_writes_again()
    {
        var journal = new ModelJournal { Failing = true };
        var account = new Mailbox();
        var outbox = new Outbox(journal, account, TimeProvider.System, NullLogger<Outbox>.Instance);
        var drill = new PnlRecorded(-1, Guardrails.Breaker.BreakerState.Closed) { At = Context.Now, Actor = "test" };
        outbox.Commit([new AccountStep(AccountCore.Restore(LedgerState.Empty), [drill], [], [])]);
        var sick = AccountCore.Step(AccountCore.Restore(LedgerState.Empty), Assert.Single(account.Posted), Context).State;
        Assert.False(sick.JournalHealthy);

        outbox.Commit([AccountCore.Step(sick, new AccountMessage.Tick(TimeSpan.FromSeconds(1)), Context)]);
        Assert.DoesNotContain(account.Posted, message => message is AccountMessage.JournalRecovered);
        journal.Failing = false;
        outbox.Commit([AccountCore.Step(sick, new AccountMessage.Tick(TimeSpan.FromSeconds(1)), Context)]);

        Assert.Contains(account.Posted, message => message is AccountMessage.JournalRecovered);
        Assert.Equal([drill], journal.Entries);
    }

    [Fact]
    public void Who_waits_for_a_commit_makes_it_and_everybody_is_answered_before_it_is_told()
    {
        var journal = new ModelJournal();
        var account = new Mailbox();
        using var outbox = new Outbox(journal, account, TimeProvider.System, NullLogger<Outbox>.Instance);
        account.WhenRun = outbox.CommitHere; // an effect that ends at once and has led to another step
        var state = AccountCore.Restore(LedgerState.Empty);
        var drill = new PnlRecorded(-1, Guardrails.Breaker.BreakerState.Closed) { At = Context.Now, Actor = "test" };
        outbox.Post(new AccountStep(state, [drill], [], [new Effect.Publish("one", 1)]));
        outbox.Post(new AccountStep(state, [drill], [], [new Effect.Publish("two", 2)]));

        outbox.CommitHere();

        Assert.Equal([drill, drill], journal.Entries);
        Assert.Equal(["counted", "one", "counted", "two", "told", "told"], account.Did);
        outbox.CommitHere();
        Assert.Equal(2, journal.Entries.Count);
    }

    [Fact]
    public async Task A_probe_of_a_real_journal_adds_no_record()
    {
        await using var journal = SqliteJournal.Open(Directory.CreateTempSubdirectory("spark-probe").FullName);
        journal.Probe();
        Assert.Equal(0, journal.LastSeq);
        Assert.Empty(journal.Read().Entries);
    }

    private sealed class Mailbox : IEffectRunner
    {
        public List<AccountMessage> Posted { get; } = [];

        public List<string> Did { get; } = [];

        public Action? WhenRun { get; set; }

        public void Run(Effect effect)
        {
            if (effect is Effect.Publish { Name: var name }) Did.Add(name);
            WhenRun?.Invoke();
        }

        public void Committed(ImmutableArray<JournalEntry> entries) => Did.Add("counted");

        public void Tell(ImmutableArray<JournalEntry> entries) => Did.Add("told");

        public void Post(AccountMessage message) => Posted.Add(message);
    }
}
