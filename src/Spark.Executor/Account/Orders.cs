using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>Placing an order: sized, held to the risk gate, then simulated, proposed to a person, or journalled and sent.</summary>
internal static class Orders
{
    public static void Place(Turn turn, Asked asked, OrderDraft draft)
    {
        if (IsUsed(turn, asked, draft))
        {
            Refusals.With(turn, asked, StatusCodes.Status409Conflict, new ErrorResponse("DuplicateClientOrderId",
                $"clientOrderId '{draft.ClientOrderId}' was used on this account before: choose a new one.") { ClientOrderId = draft.ClientOrderId?.Value });
            return;
        }
        var intent = asked.Confirmed?.Intent ?? Size(turn, asked, draft);
        if (intent is not null) Review(turn, asked, intent);
    }

    /// <summary>Journals an approved order and sends it. The only way an order leaves. False, and answered, when it can't be.</summary>
    public static bool Send(Turn turn, Asked asked, ApprovedOrder order, Reviewed reviewed, string? canaryId = null)
    {
        var id = order.Intent.ClientOrderId;
        if (!turn.State.JournalHealthy)
        {
            Refusals.With(turn, asked, StatusCodes.Status503ServiceUnavailable, new ErrorResponse("JournalUnavailable",
                "The journal can't be written, so no order is sent."));
            return false;
        }
        Confirming.Carried(turn, asked, id, canaryId);
        turn.Record(new OrderIntended(order.Intent)
        {
            At = turn.Now,
            Actor = asked.Actor,
            ConfirmedBy = asked.Confirmer,
            Checks = Gatekeeping.ChecksOf(reviewed),
        });
        turn.State = turn.State with
        {
            Waiting = turn.State.Waiting.SetItem(id, new Waiter(asked.Ticket, asked.OutcomeKey, canaryId)),
            Fills = turn.State.Fills.SetItem(id, new FillTrack()),
        };
        turn.Do(new Effect.Send(order));
        return true;
    }

    /// <summary>Fixes an order's size and id to the last digit; answers and gives null when that can't be done.</summary>
    public static OrderIntent? Size(Turn turn, Asked asked, OrderDraft draft)
    {
        if (turn.Context.Instrument(draft.Symbol) is not { } instrument)
        {
            Refusals.With(turn, asked, StatusCodes.Status400BadRequest, new ErrorResponse("SymbolNotAllowed",
                $"symbol '{draft.Symbol}' is not traded on this exchange.") { Check = "symbolAllowed" });
            return null;
        }
        var id = ClientOrderId.ForIntent(asked.OutcomeKey);
        var sized = OrderSizing.Resolve(draft, instrument, turn.Context.Quote(draft.Symbol)?.MarkPrice, id, OrderOrigin.Spark);
        switch (sized)
        {
            case SizingResult.Sized ok:
                return ok.Intent;
            case SizingResult.TooSmall small:
                Refusals.With(turn, asked, StatusCodes.Status400BadRequest, new ErrorResponse("InvalidOrder", small.Message) { Check = "filters" });
                return null;
            default:
                var missing = (SizingResult.Missing)sized;
                Refusals.With(turn, asked, StatusCodes.Status400BadRequest, new ErrorResponse("MarketDataStale",
                    $"The order can't be sized: {missing.What} of {draft.Symbol} is not known.") { Check = "staleMarket" });
                return null;
        }
    }

    private static void Review(Turn turn, Asked asked, OrderIntent intent)
    {
        var reviewed = Gatekeeping.Review(turn, intent);
        if (reviewed.Decision.Approve() is not { } approved) Gatekeeping.Refuse(turn, asked, reviewed);
        else if (asked.Action.DryRun) Simulate(turn, asked, reviewed);
        else if (asked.MustConfirm is not null) Propose(turn, asked, reviewed);
        else Send(turn, asked, approved, reviewed);
    }

    private static void Simulate(Turn turn, Asked asked, Reviewed reviewed)
    {
        turn.Record(new OrderDryRun(reviewed.Decision.Intent, reviewed.Quote.MarkPrice) { At = turn.Now, Actor = asked.Actor });
        turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK, new PlaceOrderResponse
        {
            DryRun = true,
            Ack = true,
            Simulated = true,
            Order = OrderViews.Simulated(reviewed.Decision.Intent, turn.Now),
            Evidence = EvidenceViews.Of(turn, reviewed),
            Timestamp = turn.Now,
        });
    }

    private static void Propose(Turn turn, Asked asked, Reviewed reviewed) =>
        Confirming.Propose(turn, asked, new ProposalContent(OrderViews.Summary(reviewed.Decision.Intent))
        {
            Intent = reviewed.Decision.Intent,
            ReferencePrice = reviewed.Quote.MarkPrice,
            Evidence = EvidenceViews.Of(turn, reviewed),
        });

    private static bool IsUsed(Turn turn, Asked asked, OrderDraft draft) =>
        draft.ClientOrderId is { } chosen && (asked.ClientOrderIdUsed || turn.Ledger.Find(chosen) is not null);
}
