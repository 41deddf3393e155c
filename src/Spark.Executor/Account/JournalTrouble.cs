using System.Text.Json;
using Spark.Contracts;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Executor.Notifications;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>What the account does when its journal can't be written.</summary>
internal static class JournalTrouble
{
    public static void Failed(Turn turn, AccountMessage.JournalFailed message)
    {
        var wasHealthy = turn.State.JournalHealthy;
        turn.State = turn.State with { JournalHealthy = false };
        foreach (var intended in message.Entries.OfType<OrderIntended>()) NotSent(turn, intended);
        if (wasHealthy) turn.DoNow(new Effect.Alert(Alerts.JournalUnavailable(turn.Now)));
    }

    // Folded into the state only: the journal knows nothing of the order, and nothing was sent.
    private static void NotSent(Turn turn, OrderIntended intended)
    {
        var id = intended.Intent.ClientOrderId;
        var entry = new OrderNotSent(id, "journal") { At = turn.Now, Actor = Actors.Spark };
        turn.State = turn.State with { Ledger = LedgerFold.Apply(turn.Ledger, entry), Fills = turn.State.Fills.Remove(id) };
        if (!turn.State.Waiting.TryGetValue(id, out var waiter)) return;
        turn.State = turn.State with { Waiting = turn.State.Waiting.Remove(id) };
        Undo(turn, waiter, OrderReplies.NotSent(turn.Now, turn.Ledger.Find(id)!,
            "JournalUnavailable", "The journal can't be written, so the order was not sent."));
    }

    // Nothing was carried out: the idempotency key is free again and the canary not confirmed. A used token stays used.
    private static void Undo(Turn turn, Waiter waiter, ErrorResponse answer)
    {
        var text = JsonSerializer.Serialize(answer, ContractsJson.Default.ErrorResponse);
        var ledger = turn.Ledger;
        turn.State = turn.State with
        {
            Ledger = ledger with
            {
                Outcomes = ledger.Outcomes.WithAnswer(waiter.OutcomeKey, StatusCodes.Status503ServiceUnavailable, text).WithoutClaim(waiter.OutcomeKey),
                Canaries = waiter.CanaryId is { } canary && ledger.Canaries.Find(canary) is { State: CanaryState.Confirmed }
                    ? ledger.Canaries.Apply(canary, CanaryEvent.Reject, "the journal could not be written").After : ledger.Canaries,
            },
        };
        turn.ReplyNow(waiter.Ticket, StatusCodes.Status503ServiceUnavailable, answer);
        foreach (var again in turn.State.AskedAgain.GetValueOrDefault(waiter.OutcomeKey, []))
        {
            turn.DoNow(new Effect.Reply(again, new AccountReply(StatusCodes.Status503ServiceUnavailable, null, text)));
        }
        turn.State = turn.State with { AskedAgain = turn.State.AskedAgain.Remove(waiter.OutcomeKey) };
    }
}
