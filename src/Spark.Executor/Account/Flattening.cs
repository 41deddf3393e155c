using System.Globalization;
using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Executor.Notifications;

namespace Spark.Executor.Account;

/// <summary>
/// Closes everything when the day's loss has reached its limit: orders are cancelled, then positions closed by reduce-only market orders.
/// It looks at what is there and does the next thing, after each message and each tick, so that a lost answer, a restart or a fill in
/// between changes nothing about how it ends.
/// </summary>
internal static class Flattening
{
    private static readonly TimeSpan CancelAgainAfter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan CloseAgainAfter = TimeSpan.FromSeconds(1);

    // A cancel that stays without an answer must not keep a losing position open.
    private static readonly TimeSpan CancelsGoFirstFor = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromMinutes(10);

    private const int MostOrders = 200;

    /// <summary>Begins, unless it is under way or there is nothing to do.</summary>
    public static void Start(Turn turn, string cause)
    {
        if (turn.Ledger.Flatten is not null || turn.Context.Venue == Venue.Production) return;
        if (turn.Ledger.Open.IsEmpty && turn.State.Exchange.Positions.IsEmpty) return;
        if (turn.State.Exchange.Mode is { IsSupported: false } mode)
        {
            turn.Do(new Effect.Alert(Alerts.FlattenImpossible(mode, AlertTexts.CauseOf(cause), turn.Now)));
            return;
        }
        var id = "fl" + turn.Now.ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
        Note(turn, id, AutomaticAction.Started, cause);
        turn.Do(new Effect.Alert(Alerts.FlattenStarted(id, AlertTexts.CauseOf(cause), turn.Now)));
    }

    /// <summary>Does what is to be done next. Called at the end of every step.</summary>
    public static void Continue(Turn turn)
    {
        if (turn.Ledger.Flatten is not { } flatten || !turn.State.Reconciled || turn.Context.Venue == Venue.Production) return;
        // Its closes would be refused, and without them cancelling would only take the stops away.
        if (turn.State.Exchange.Mode is not { IsSupported: true })
        {
            if (turn.State.Exchange.Mode is not { } unsupported) return;
            Forget(turn, flatten, AutomaticAction.Failed);
            turn.Do(new Effect.Alert(Alerts.FlattenImpossible(unsupported, AlertTexts.CauseOf(flatten.Cause), turn.Now)));
            return;
        }
        var others = turn.Ledger.Open.Values.Where(order => !Closes.IsOf(order, flatten.Id)).ToArray();
        foreach (var order in others) CancelIfDue(turn, order);
        if (others.Length == 0 && turn.Ledger.Open.IsEmpty && turn.State.Exchange.Positions.IsEmpty) End(turn, flatten, AutomaticAction.Done);
        else if (turn.Now - flatten.Since > GivesUpAfter || flatten.Orders >= MostOrders) End(turn, flatten, AutomaticAction.Failed);
        else if (others.Length == 0 || turn.Now - flatten.Since > CancelsGoFirstFor) ClosePositions(turn, flatten);
    }

    private static void CancelIfDue(Turn turn, Order order)
    {
        var id = order.Intent.ClientOrderId;
        if (turn.State.FlattenCancels.TryGetValue(id, out var asked) && turn.Now - asked < CancelAgainAfter) return;
        turn.State = turn.State with { FlattenCancels = turn.State.FlattenCancels.SetItem(id, turn.Now) };
        Cancels.Ask(turn, Turn.NoTicket, order, Actors.Spark);
    }

    private static void ClosePositions(Turn turn, FlattenState flatten)
    {
        if (!turn.State.JournalHealthy) return;
        foreach (var position in turn.State.Exchange.Positions.Values)
        {
            if (turn.State.FlattenCloses.TryGetValue(position.Symbol, out var tried) && turn.Now - tried < CloseAgainAfter) continue;
            if (turn.Ledger.Open.Values.Any(order => order.Intent.Symbol == position.Symbol && Closes.IsOf(order, flatten.Id))) continue;
            if (Closes.IntentFor(turn, position, fraction: 1, flatten.Id + "-" + turn.Ledger.Flatten!.Orders) is not { } intent) continue;
            var first = !turn.State.FlattenCloses.ContainsKey(position.Symbol);
            turn.State = turn.State with { FlattenCloses = turn.State.FlattenCloses.SetItem(position.Symbol, turn.Now) };
            if (Closes.Send(turn, intent, flatten.Id) is { } why && first) turn.Do(new Effect.Alert(Alerts.FlattenBlocked(position.Symbol, why, turn.Now)));
        }
    }

    private static void End(Turn turn, FlattenState flatten, string phase)
    {
        Forget(turn, flatten, phase);
        var cause = AlertTexts.CauseOf(flatten.Cause);
        turn.Do(new Effect.Alert(phase == AutomaticAction.Done ? Alerts.FlattenDone(flatten.Id, cause, turn.Now) : Alerts.FlattenFailed(flatten.Id, cause, turn.Now)));
    }

    private static void Forget(Turn turn, FlattenState flatten, string phase)
    {
        turn.State = turn.State with { FlattenCancels = turn.State.FlattenCancels.Clear(), FlattenCloses = turn.State.FlattenCloses.Clear() };
        Note(turn, flatten.Id, phase, flatten.Cause);
    }

    private static void Note(Turn turn, string id, string phase, string cause) =>
        turn.Record(new AutomaticAction(id, AutomaticAction.Flatten, phase, cause) { At = turn.Now, Actor = Actors.Spark });
}
