using System.Collections.Immutable;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>
/// Every decision on an account: (state, message) → (state, what to journal, what to do). It reads no clock, draws no random number
/// and waits for nothing; the account loop is its only caller in production, and it can run ten thousand times in a test.
/// </summary>
internal static class AccountCore
{
    /// <summary>The state that a journal gives back, before the exchange has been asked.</summary>
    public static AccountState Restore(Ledger.LedgerState ledger) => Recovery.Restore(ledger);

    /// <summary>
    /// What a simulation is answered, and what is to be noted of it. It changes nothing, so whoever asks can run it on the newest state
    /// without waiting for the account's writer.
    /// </summary>
    public static (AccountReply Reply, ImmutableArray<JournalEntry> Notes) Simulate(AccountState state, AccountRequest request, StepContext context)
    {
        var turn = new Turn(state, context);
        Asking.Handle(turn, request);
        var step = turn.End();
        return step is { Now: [Effect.Reply reply], AfterCommit.IsEmpty: true }
            ? (reply.Answer, step.Entries)
            : throw new System.Diagnostics.UnreachableException($"{request.Action.Definition.Path} is no simulation.");
    }

    /// <summary>Applies one message.</summary>
    public static AccountStep Step(AccountState state, AccountMessage message, StepContext context)
    {
        var turn = new Turn(state, context);
        switch (message)
        {
            case AccountMessage.Ask m: Asking.Handle(turn, m.Request); break;
            case AccountMessage.Claim m: Replays.Claim(turn, m); break;
            case AccountMessage.Finished m: Replays.Finished(turn, m); break;
            case AccountMessage.Confirm m: Confirming.ByPage(turn, m); break;
            case AccountMessage.OrderAnswered m: OrderNews.Answered(turn, m); break;
            case AccountMessage.LookedUp m: OrderNews.LookedUp(turn, m); break;
            case AccountMessage.AlgoLookedUp m: OrderNews.LookedUp(turn, m); break;
            case AccountMessage.AlgoCancelAnswered m: Cancels.Answered(turn, m); break;
            case AccountMessage.CancelAnswered m: Cancels.Answered(turn, m); break;
            case AccountMessage.LeverageSet m: Leverages.Answered(turn, m); break;
            case AccountMessage.CanaryTested m: Canaries.Tested(turn, m); break;
            case AccountMessage.Streamed m: StreamNews.Handle(turn, m.Event); break;
            case AccountMessage.Snapshot m: Reconciliation.Apply(turn, m); break;
            case AccountMessage.JournalFailed m: JournalTrouble.Failed(turn, m); break;
            case AccountMessage.JournalRecovered: turn.State = turn.State with { JournalHealthy = true }; break;
            case AccountMessage.Begin m: Recovery.Begin(turn, m.WindowEnds); break;
            case AccountMessage.SettingsRead m: Clockwork.SettingsRead(turn, m); break;
            case AccountMessage.RulesRead m: GuardrailNews.RulesRead(turn, m); break;
            case AccountMessage.GuardrailDecided m: GuardrailNews.Decided(turn, m.Receipt); break;
            case AccountMessage.TimerChanged m: Clockwork.TimerChanged(turn, m); break;
            case AccountMessage.Tick: Clockwork.Tick(turn); break;
        }
        Flattening.Continue(turn);
        PositionCloses.Continue(turn);
        CanaryWatch.Continue(turn);
        return turn.End();
    }
}
