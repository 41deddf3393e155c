using System.Collections.Immutable;
using System.Text.Json;
using Spark.Contracts;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;

namespace Spark.Executor.Account;

/// <summary>
/// One step in the making: the state so far and what it asks for. It lives inside <see cref="AccountCore.Step"/> only, which stays a
/// function of its arguments.
/// </summary>
internal sealed class Turn(AccountState state, StepContext context)
{
    /// <summary>A ticket that nobody holds.</summary>
    public const long NoTicket = 0;

    private readonly ImmutableArray<JournalEntry>.Builder _entries = ImmutableArray.CreateBuilder<JournalEntry>(1);
    private readonly ImmutableArray<Effect>.Builder _now = ImmutableArray.CreateBuilder<Effect>(1);
    private readonly ImmutableArray<Effect>.Builder _after = ImmutableArray.CreateBuilder<Effect>(0);

    public StepContext Context { get; } = context;

    public AccountState State { get; set; } = state;

    public LedgerState Ledger => State.Ledger;

    public DateTimeOffset Now => Context.Now;

    /// <summary>Whether the step has anything to journal yet.</summary>
    public bool HasRecorded => _entries.Count > 0;

    /// <summary>Whether the step sends an order: when it can't be journalled, all of it is undone.</summary>
    public bool Sends => _after.Any(effect => effect is Effect.Send);

    /// <summary>Journals an entry and folds it into the state.</summary>
    public void Record(JournalEntry entry)
    {
        _entries.Add(entry);
        var ledger = LedgerFold.Apply(State.Ledger, entry);
        if (!ReferenceEquals(ledger, State.Ledger)) State = State with { Ledger = ledger };
    }

    /// <summary>Asks for an effect once everything recorded in this step is durable.</summary>
    public void Do(Effect effect) => _after.Add(effect);

    /// <summary>Asks for an effect that waits for nothing.</summary>
    public void DoNow(Effect effect) => _now.Add(effect);

    /// <summary>Answers at once: nothing was carried out that a journal would have to remember.</summary>
    public void ReplyNow(long ticket, int status, SparkResponse body) => DoNow(new Effect.Reply(ticket, new AccountReply(status, body)));

    /// <summary>
    /// Answers a carried-out action: the answer is journalled for replays, and goes to whoever asked and whoever asked again meanwhile.
    /// </summary>
    public void Answer(long ticket, string outcomeKey, int status, SparkResponse body)
    {
        var text = JsonSerializer.Serialize(body, body.GetType(), ContractsJson.Answers);
        Record(new ActionAnswered(outcomeKey, status, text) { At = Now, Actor = Actors.Spark });
        Do(new Effect.Reply(ticket, new AccountReply(status, body)));
        foreach (var again in State.AskedAgain.GetValueOrDefault(outcomeKey, []))
        {
            Do(new Effect.Reply(again, new AccountReply(status, null, text)));
        }
        State = State with { AskedAgain = State.AskedAgain.Remove(outcomeKey) };
    }

    public AccountStep End() => new(State, _entries.ToImmutable(), _now.ToImmutable(), _after.ToImmutable());
}
