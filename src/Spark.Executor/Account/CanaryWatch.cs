using Spark.Domain.Accounts;
using Spark.Executor.Journal;
using Spark.Executor.Notifications;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>
/// Watches applied canaries: it looks at what is there after each message and each tick and does the next thing, so that restarts, lost
/// answers and other orders in between change nothing about how a canary ends.
/// </summary>
internal static class CanaryWatch
{
    /// <summary>Called at the end of every step.</summary>
    public static void Continue(Turn turn)
    {
        if (turn.Ledger.Canaries.UnderWay.IsEmpty || turn.Context.Venue == Venue.Production || !turn.State.Reconciled) return;
        foreach (var canary in turn.Ledger.Canaries.UnderWay)
        {
            // Nothing is decided in a step that a failing journal would undo: there is another one within a second.
            if (turn.Sends) return;
            if (canary is { Rollback: { } rollback }) CanaryRollbacks.Continue(turn, canary, rollback);
            else if (canary.State is CanaryState.Applied or CanaryState.Observed) Judge(turn, canary);
        }
    }

    private static void Judge(Turn turn, Canary canary)
    {
        var sight = CanarySights.Of(turn.State, canary, turn.Context.Quote(canary.Intent!.Symbol), turn.Context.Limits.MaxMarketAge, turn.Now);
        switch (CanaryJudge.Decide(canary, sight))
        {
            case CanaryDecision.Pass pass:
                Observed(turn, canary);
                Canaries.Move(turn, canary.Id, CanaryEvent.Pass, pass.Outcome, CanaryJudge.Look(canary, sight));
                break;
            case CanaryDecision.RollBack { Breach: var breach }:
                Observed(turn, canary);
                turn.Record(new CanaryBreached(canary.Id, breach, CanaryJudge.Look(canary, sight)) { At = turn.Now, Actor = Actors.Spark });
                Canaries.Tell(turn, canary.Id);
                turn.Do(new Effect.Alert(Alerts.CanaryRollback(canary, breach, turn.Now)));
                break;
        }
    }

    private static void Observed(Turn turn, Canary canary)
    {
        if (canary.State == CanaryState.Applied) Canaries.Move(turn, canary.Id, CanaryEvent.Observe, null);
    }
}
