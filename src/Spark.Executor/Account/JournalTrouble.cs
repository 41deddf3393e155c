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
        turn.State = turn.State with { JournalHealthy = false, JournalFailures = turn.State.JournalFailures + 1 };
        foreach (var intended in message.Entries.OfType<OrderIntended>()) NotSent(turn, intended);
        foreach (var set in message.Dropped.OfType<Effect.SetLeverage>()) NotSet(turn, set);
        if (wasHealthy) turn.DoNow(new Effect.Alert(Alerts.JournalUnavailable(turn.Now)));
    }

    // Folded into the state only: the journal knows nothing of the order, and nothing was sent.
    private static void NotSent(Turn turn, OrderIntended intended)
    {
        var id = intended.Intent.ClientOrderId;
        var entry = new OrderNotSent(id, "journal") { At = turn.Now, Actor = Actors.Spark };
        turn.State = turn.State with { Ledger = LedgerFold.Apply(turn.Ledger, entry), Fills = turn.State.Fills.Remove(id) };
        if (intended.OutcomeKey is { } close) PositionCloses.NotJournalled(turn, id, close);
        if (!turn.State.Waiting.TryGetValue(id, out var waiter)) return;
        turn.State = turn.State with { Waiting = turn.State.Waiting.Remove(id) };
        if (waiter.CanaryId is { } canary) Unconfirm(turn, canary);
        Undo(turn, waiter.Ticket, waiter.OutcomeKey, OrderReplies.NotSent(turn.Now, turn.Ledger.Find(id)!,
            "JournalUnavailable", "The journal can't be written, so the order was not sent."));
    }

    private static void NotSet(Turn turn, Effect.SetLeverage set)
    {
        if (!turn.State.Leverages.TryGetValue(set.Key, out var pending)) return;
        turn.State = turn.State with { Leverages = turn.State.Leverages.Remove(set.Key) };
        Undo(turn, pending.Ticket, set.Key, new ErrorResponse("JournalUnavailable",
            $"The journal can't be written, so the leverage of {set.Symbol} was not changed.") { Timestamp = turn.Now });
    }

    private static void Unconfirm(Turn turn, string canary)
    {
        if (turn.Ledger.Canaries.Find(canary) is not { State: CanaryState.Confirmed }) return;
        var canaries = turn.Ledger.Canaries.Apply(canary, CanaryEvent.Reject, "the journal could not be written").After;
        turn.State = turn.State with { Ledger = turn.Ledger with { Canaries = canaries } };
    }

    // Nothing was carried out: the idempotency key is free again and the canary not confirmed. A used token stays used.
    private static void Undo(Turn turn, long ticket, string outcomeKey, ErrorResponse answer)
    {
        var text = JsonSerializer.Serialize(answer, ContractsJson.Default.ErrorResponse);
        var outcomes = turn.Ledger.Outcomes.WithAnswer(outcomeKey, StatusCodes.Status503ServiceUnavailable, text).WithoutClaim(outcomeKey);
        turn.State = turn.State with { Ledger = turn.Ledger with { Outcomes = outcomes } };
        turn.ReplyNow(ticket, StatusCodes.Status503ServiceUnavailable, answer);
        foreach (var again in turn.State.AskedAgain.GetValueOrDefault(outcomeKey, []))
        {
            turn.DoNow(new Effect.Reply(again, new AccountReply(StatusCodes.Status503ServiceUnavailable, null, text)));
        }
        turn.State = turn.State with { AskedAgain = turn.State.AskedAgain.Remove(outcomeKey) };
    }
}
