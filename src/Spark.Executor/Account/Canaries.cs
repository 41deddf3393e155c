using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Guardrails;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Evidence;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>Canaries: simulated with evidence and the exchange's own order test, then confirmed once by a person and sent as an order.</summary>
internal static class Canaries
{
    public static void Run(Turn turn, Asked asked, ActionRequest.RunCanary request)
    {
        if (turn.Context.Venue == Venue.Production)
        {
            Refusals.With(turn, asked, StatusCodes.Status403Forbidden, new ErrorResponse(ErrorCodes.ProductionTradingDisabled,
                "Canaries run on the testnet and the embedded exchange only: this is a production venue, which Spark only reads."));
            return;
        }
        if (Orders.Size(turn, asked, request.Draft) is not { } intent) return;
        var reviewed = Gatekeeping.Review(turn, intent);
        var pending = new PendingCanary
        {
            Asked = asked,
            Request = request,
            Intent = intent,
            Reviewed = reviewed,
        };
        if (asked.IdempotencyScope is not null) Confirming.Carried(turn, asked);
        if (!reviewed.Decision.Passed)
        {
            Gatekeeping.Note(turn, asked, reviewed);
            var failure = reviewed.Decision.FirstFailure!;
            End(turn, pending, CanaryEvidence.Of(turn, reviewed, CanaryFacts.NotAsked, test: null), new Blocked(failure.Error, failure.Limit, failure.Observed));
            return;
        }
        turn.State = turn.State with { TestingCanaries = turn.State.TestingCanaries.SetItem(asked.OutcomeKey, pending) };
        turn.Do(new Effect.TestOrder(asked.OutcomeKey, intent));
    }

    /// <summary>The exchange's own order test has answered.</summary>
    public static void Tested(Turn turn, AccountMessage.CanaryTested message)
    {
        if (!turn.State.TestingCanaries.TryGetValue(message.Key, out var pending)) return;
        turn.State = turn.State with { TestingCanaries = turn.State.TestingCanaries.Remove(message.Key) };
        var test = message.Result switch
        {
            null => null,
            ExchangeResult<Done>.Ok => new OrderTest(true, null, null),
            ExchangeResult<Done>.Refused refused => new OrderTest(false, refused.Error.Code, refused.Error.Message),
            ExchangeResult<Done>.Unreachable unreachable => new OrderTest(false, null, unreachable.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        End(turn, pending, CanaryEvidence.Of(turn, pending.Reviewed, message.Facts, test),
            test is not { Passed: false } ? null : new Blocked(test.Code is null ? "ExchangeUnreachable" : "ExchangeRejected", null, null));
    }

    /// <summary>A person confirms a canary, or an agent asks a person to.</summary>
    public static void Confirm(Turn turn, Asked asked, ActionRequest.ConfirmCanary request)
    {
        var pinned = asked.Confirmed is { } proposal ? turn.State.ProposedCanaries.GetValueOrDefault(proposal.Id) : request.CanaryId;
        switch (turn.Ledger.Canaries.Select(request.Scope, pinned, asked.Principal, turn.Now))
        {
            case CanarySelection.None none:
                Refusals.With(turn, asked, StatusCodes.Status409Conflict, new ErrorResponse("NoCanaryToConfirm", none.Message));
                break;
            case CanarySelection.Ambiguous ambiguous:
                Refusals.With(turn, asked, StatusCodes.Status409Conflict, new ErrorResponse("CanaryAmbiguous",
                    "Another has run a canary since yours: name the one you mean by canaryId.") { Candidates = [.. ambiguous.Candidates.Select(CanaryViews.Of)] });
                break;
            case CanarySelection.Selected selected:
                Apply(turn, asked, selected.Canary);
                break;
        }
    }

    /// <summary>The answer to a canary whose order the exchange has taken.</summary>
    public static CanaryConfirmResponse AppliedReply(Turn turn, string canaryId, Order order) => Reply(turn, canaryId) with
    {
        Applied = true,
        Order = OrderViews.Of(order),
        Message = $"Canary {canaryId} is applied: {OrderViews.Summary(order.Intent)}.",
    };

    /// <summary>What an order's report means to the canary that it came from.</summary>
    public static void Settled(Turn turn, ClientOrderId id)
    {
        if (Of(turn, id) is not { State: CanaryState.Confirmed } canary || turn.Ledger.Find(id) is not { } order) return;
        switch (order.State)
        {
            case OrderState.Closed { Reason: CloseReason.Rejected or CloseReason.NotPlaced }:
                Move(turn, canary.Id, CanaryEvent.Reject, "its order was not placed");
                break;
            case OrderState.Working or OrderState.Closed:
                Move(turn, canary.Id, CanaryEvent.Apply, null);
                break;
        }
    }

    /// <summary>The order of a canary surely did not come to be.</summary>
    public static void NotApplied(Turn turn, Waiter waiter, string why)
    {
        if (waiter.CanaryId is { } id && turn.Ledger.Canaries.Find(id) is { State: CanaryState.Confirmed }) Move(turn, id, CanaryEvent.Reject, why);
    }

    /// <summary>Ends canaries that nobody confirmed in time.</summary>
    public static void Expire(Turn turn)
    {
        foreach (var canary in turn.Ledger.Canaries.All)
        {
            if (canary.State == CanaryState.Simulated && turn.Now >= canary.ExpiresAt) Move(turn, canary.Id, CanaryEvent.Expire, null);
        }
    }

    /// <summary>The canary that a confirmation by <paramref name="caller"/> would apply now; null when it would be refused.</summary>
    public static Canary? Meant(AccountState state, ActionRequest.ConfirmCanary request, Principal caller, DateTimeOffset now) =>
        (state.Ledger.Canaries.Select(request.Scope, request.CanaryId, caller, now) as CanarySelection.Selected)?.Canary;

    /// <summary>Journals what happened to a canary and tells the hub.</summary>
    public static void Move(Turn turn, string id, CanaryEvent happened, string? outcome, CanaryObservation? seen = null)
    {
        turn.Record(new CanaryMoved(id, happened, outcome) { At = turn.Now, Actor = Actors.Spark, Seen = seen });
        Tell(turn, id);
    }

    /// <summary>Tells the hub how a canary stands.</summary>
    public static void Tell(Turn turn, string id)
    {
        if (turn.Ledger.Canaries.Find(id) is { } canary) turn.Do(new Effect.Publish(HubEvents.Canary, CanaryViews.Of(canary)));
    }

    private static void Apply(Turn turn, Asked asked, Canary canary)
    {
        var reviewed = Gatekeeping.Review(turn, canary.Intent!);
        if (reviewed.Decision.Approve() is not { } approved) Gatekeeping.Refuse(turn, asked, reviewed);
        else if (asked.Action.DryRun)
        {
            turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK, Reply(turn, canary.Id) with
            {
                DryRun = true,
                Simulated = true,
                Order = OrderViews.Simulated(canary.Intent!, turn.Now),
                Message = $"Would apply canary {canary.Id}: {OrderViews.Summary(canary.Intent!)}.",
            });
        }
        else if (asked.MustConfirm is not null)
        {
            Confirming.Propose(turn, asked, new ProposalContent($"Canary {canary.Id}: {OrderViews.Summary(canary.Intent!)}")
            {
                Intent = canary.Intent,
                ReferencePrice = reviewed.Quote.MarkPrice,
                Evidence = EvidenceViews.Of(turn, reviewed),
                CanaryId = canary.Id,
            });
        }
        else if (Orders.Send(turn, asked, approved, reviewed, canary.Id)) Move(turn, canary.Id, CanaryEvent.Confirm, null);
    }

    private static void End(Turn turn, PendingCanary pending, Evidence evidence, Blocked? blocked)
    {
        var canary = new Canary
        {
            Id = turn.Ledger.Canaries.NextId(turn.Now),
            Scope = pending.Request.Scope,
            Draft = pending.Request.Draft,
            Intent = pending.Intent,
            Principal = pending.Asked.Principal,
            RunAt = turn.Now,
            Passed = blocked is null,
            Evidence = evidence,
            Bounds = turn.Context.CanaryBounds,
            Outcome = blocked?.Reason,
        };
        foreach (var older in turn.Ledger.Canaries.SupersededBy(canary).ToArray()) Move(turn, older.Id, CanaryEvent.Supersede, $"Run again as {canary.Id}.");
        turn.Record(new CanaryRan(canary) { At = turn.Now, Actor = pending.Asked.Actor });
        Tell(turn, canary.Id);
        var response = CanaryViews.Run(turn, canary, blocked);
        if (pending.Asked.IdempotencyScope is not null) turn.Answer(pending.Asked.Ticket, pending.Asked.OutcomeKey, StatusCodes.Status200OK, response);
        else turn.Do(new Effect.Reply(pending.Asked.Ticket, new AccountReply(StatusCodes.Status200OK, response)));
    }

    private static Canary? Of(Turn turn, ClientOrderId id) =>
        turn.Ledger.Canaries.All.FindLast(canary => canary.Intent?.ClientOrderId == id);

    private static CanaryConfirmResponse Reply(Turn turn, string canaryId) => new()
    {
        Ok = true,
        Applied = false,
        Testnet = true,
        Scope = Scopes.FuturesTestnet,
        Limits = new CanaryLimitsView(turn.Context.Limits.MaxNotional, turn.Context.Limits.MaxPositionSize, turn.Context.Limits.DailyLossLimit),
        CanaryId = canaryId,
        Watch = CanaryViews.Watch(turn.Ledger.Canaries.Find(canaryId)?.Bounds),
        Message = "",
        Timestamp = turn.Now,
    };
}
