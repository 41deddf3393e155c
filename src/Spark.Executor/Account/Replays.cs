using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Executor.Ledger;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>Answers what was carried out before with its first outcome. Nothing here ever acts.</summary>
internal static class Replays
{
    /// <summary>Whether the idempotency key was claimed before, and the caller has been answered.</summary>
    public static bool AnsweredByKey(Turn turn, Asked asked)
    {
        if (asked.IdempotencyScope is not { } scope || turn.Ledger.Outcomes.FindByIdempotency(scope) is not { } first) return false;
        if (first.Digest == asked.Digest) Answer(turn, asked.Ticket, first);
        else
        {
            turn.ReplyNow(asked.Ticket, StatusCodes.Status409Conflict, new ErrorResponse("IdempotencyKeyReused",
                "This Idempotency-Key was used for other content within 24 hours: use a new one.") { Timestamp = turn.Now });
        }
        return true;
    }

    /// <summary>Grants an idempotency key to something done outside the account's loop, or answers with what it was used for.</summary>
    public static void Claim(Turn turn, AccountMessage.Claim message)
    {
        var asked = new Asked
        {
            Ticket = message.Ticket,
            Action = message.Action,
            Principal = message.Principal,
            Account = turn.Context.Account,
            OutcomeKey = message.OutcomeKey,
            IdempotencyScope = Scope(message.Principal, message.Key),
        };
        if (AnsweredByKey(turn, asked)) return;
        Confirming.Carried(turn, asked);
        turn.State = turn.State with { Claimed = turn.State.Claimed.Add(asked.OutcomeKey) };
        turn.Do(new Effect.Reply(message.Ticket, new AccountReply(AccountReply.Granted, null)));
    }

    /// <summary>Keeps the outcome of what was claimed.</summary>
    public static void Finished(Turn turn, AccountMessage.Finished message)
    {
        turn.State = turn.State with { Claimed = turn.State.Claimed.Remove(message.OutcomeKey) };
        turn.Answer(Turn.NoTicket, message.OutcomeKey, message.Status, message.Body);
    }

    /// <summary>A key belongs to one principal.</summary>
    public static string Scope(Principal principal, string key) => $"{principal.Key}|{key}";

    /// <summary>Answers with the outcome under <paramref name="key"/>, now or when it is known.</summary>
    public static void ByOutcome(Turn turn, long ticket, string key)
    {
        if (turn.Ledger.Outcomes.Find(key) is { } outcome) Answer(turn, ticket, outcome);
        else
        {
            turn.ReplyNow(ticket, StatusCodes.Status409Conflict, new ErrorResponse("ConfirmationInvalid",
                "It was carried out more than 24 hours ago.") { Reason = "unknown", Timestamp = turn.Now });
        }
    }

    private static void Answer(Turn turn, long ticket, Outcome outcome)
    {
        if (outcome is { Status: { } status, Body: { } body }) turn.DoNow(new Effect.Reply(ticket, new AccountReply(status, null, body)));
        else if (IsUnderWay(turn, outcome)) WaitWith(turn, ticket, outcome.Key);
        else turn.ReplyNow(ticket, StatusOf(turn, outcome), BodyOf(turn, outcome));
    }

    private static bool IsUnderWay(Turn turn, Outcome outcome) =>
        turn.State.Claimed.Contains(outcome.Key)
        || turn.State.Waiting.Values.Any(waiter => waiter.OutcomeKey == outcome.Key)
        || turn.State.TestingCanaries.Values.Any(pending => pending.Asked.OutcomeKey == outcome.Key)
        || turn.State.Closings.ContainsKey(outcome.Key)
        || turn.State.Leverages.ContainsKey(outcome.Key)
        || turn.State.Cancels.Values.Any(sweep => sweep.OutcomeKey == outcome.Key);

    private static void WaitWith(Turn turn, long ticket, string key) => turn.State = turn.State with
    {
        AskedAgain = turn.State.AskedAgain.SetItem(key, turn.State.AskedAgain.GetValueOrDefault(key, []).Add(ticket)),
    };

    // The process died between carrying it out and answering: the order itself tells what came of it.
    private static int StatusOf(Turn turn, Outcome outcome) => OrderOf(turn, outcome)?.State switch
    {
        null when outcome.Path == Guardrails.Actions.ActionPaths.PositionClose && PositionCloses.LeftBy(turn, outcome) is not null => StatusCodes.Status200OK,
        OrderState.Closed { Reason: CloseReason.Rejected } => StatusCodes.Status502BadGateway,
        OrderState.Working or OrderState.Closed { Reason: not CloseReason.NotPlaced } => StatusCodes.Status200OK,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static SparkResponse BodyOf(Turn turn, Outcome outcome) => OrderOf(turn, outcome) switch
    {
        null when outcome.Path == Guardrails.Actions.ActionPaths.PositionClose && PositionCloses.LeftBy(turn, outcome) is { } left => left,
        { State: OrderState.Unknown or OrderState.Sent } order => OrderReplies.Unknown(turn.Now, order) with { Replayed = true },
        { State: OrderState.Closed { Reason: CloseReason.Rejected } } order =>
            OrderReplies.Rejected(turn.Now, order, 0, "the audit has its words") with { Exchange = null, Replayed = true },
        { State: OrderState.Closed { Reason: CloseReason.NotPlaced } } order =>
            OrderReplies.NotSent(turn.Now, order, "ExchangeUnreachable", "The order was not placed: it never reached the exchange.") with { Replayed = true },
        { } order when outcome.CanaryId is { } canary => Canaries.AppliedReply(turn, canary, order) with { Replayed = true },
        { } order => new PlaceOrderResponse { DryRun = false, Ack = true, Order = OrderViews.Of(order), Replayed = true, Timestamp = turn.Now },
        null => new ErrorResponse("ExecutionUnknown",
            "It was being carried out when the process ended; look at the orders, positions and the audit for what came of it.")
        { ClientOrderId = outcome.ClientOrderId?.Value, Replayed = true, Timestamp = turn.Now },
    };

    private static Order? OrderOf(Turn turn, Outcome outcome) =>
        outcome.ClientOrderId is { } id ? turn.Ledger.Find(id) : null;
}
