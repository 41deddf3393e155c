using Spark.Contracts;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;

namespace Spark.Executor.Account;

/// <summary>What the account does when its journal can't be written.</summary>
internal static class JournalTrouble
{
    public static void Failed(Turn turn, AccountMessage.JournalFailed message)
    {
        var wasHealthy = turn.State.JournalHealthy;
        turn.State = turn.State with { JournalHealthy = false };
        foreach (var intended in message.Entries.OfType<OrderIntended>()) NotSent(turn, intended);
        if (wasHealthy)
        {
            turn.DoNow(new Effect.Alert(new AlertEvent("JournalUnavailable", "critical",
                "The journal can't be written: no order is sent, cancels are.", turn.Now)));
        }
    }

    // Folded into the state only: the journal knows nothing of the order, and nothing was sent.
    private static void NotSent(Turn turn, OrderIntended intended)
    {
        var id = intended.Intent.ClientOrderId;
        var entry = new OrderNotSent(id, "journal") { At = turn.Now, Actor = Actors.Spark };
        turn.State = turn.State with { Ledger = LedgerFold.Apply(turn.Ledger, entry), Fills = turn.State.Fills.Remove(id) };
        if (!turn.State.Waiting.TryGetValue(id, out var waiter)) return;
        turn.State = turn.State with { Waiting = turn.State.Waiting.Remove(id) };
        turn.ReplyNow(waiter.Ticket, StatusCodes.Status503ServiceUnavailable, OrderReplies.NotSent(turn.Now, turn.Ledger.Find(id)!,
            "JournalUnavailable", "The journal can't be written, so the order was not sent."));
    }
}
