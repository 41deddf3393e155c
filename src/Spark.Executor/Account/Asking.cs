using Spark.Guardrails.Actions;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>The way of an action into the account: repeats first, then policy, then confirmation, then its own desk.</summary>
internal static class Asking
{
    public static void Handle(Turn turn, AccountRequest request)
    {
        var asked = new Asked
        {
            Ticket = request.Ticket,
            Action = request.Action,
            Principal = request.Principal,
            Account = turn.Context.Account,
            OutcomeKey = request.NewId,
            IdempotencyScope = request.IdempotencyKey is { } key ? Replays.Scope(request.Principal, key) : null,
            Token = request.Token,
            ClientOrderIdUsed = request.ClientOrderIdUsed,
        };
        if (Replays.AnsweredByKey(turn, asked)) return;
        switch (Decide(turn, asked))
        {
            case PolicyDecision.Refused refused:
                Refusals.ByPolicy(turn, asked, refused.Refusal);
                break;
            case PolicyDecision.Confirm confirm when request.OfferedToken is { } token:
                Confirming.ByToken(turn, asked with { MustConfirm = confirm }, token);
                break;
            case PolicyDecision.Confirm confirm:
                Act(turn, asked with { MustConfirm = confirm });
                break;
            default:
                Act(turn, asked);
                break;
        }
    }

    /// <summary>Hands an action to its desk, which carries it out, simulates it, or proposes it to a person.</summary>
    public static void Act(Turn turn, Asked asked)
    {
        switch (asked.Action.Request)
        {
            case ActionRequest.PlaceOrder place: Orders.Place(turn, asked, place.Draft); break;
            case ActionRequest.RunCanary run: Canaries.Run(turn, asked, run); break;
            case ActionRequest.ConfirmCanary confirm: Canaries.Confirm(turn, asked, confirm); break;
            case ActionRequest.CancelOrder cancel: Cancels.One(turn, asked, cancel.Order); break;
            case ActionRequest.CancelAll all: Cancels.All(turn, asked, all.Symbol); break;
            case ActionRequest.ClosePosition close: PositionCloses.Close(turn, asked, close); break;
            case ActionRequest.SetLeverage set: Leverages.Set(turn, asked, set); break;
            case ActionRequest.OpenBreaker open: Breakers.Open(turn, asked, open.Reason); break;
            case ActionRequest.RecordPnl drill: Breakers.RecordPnl(turn, asked, drill.Pnl); break;
            case ActionRequest.None when asked.Action.Definition.Path == ActionPaths.BreakerClose: Breakers.Close(turn, asked); break;
            default: throw new System.Diagnostics.UnreachableException($"{asked.Action.Definition.Path} has no desk.");
        }
    }

    /// <summary>Policy as of now, for a request and again for a confirmed proposal.</summary>
    public static PolicyDecision Decide(Turn turn, Asked asked) => ActionPolicy.Decide(asked.Action, asked.Principal,
        new PolicyContext(turn.Context.Venue, turn.State.Exchange.Mode, BreakerFor(turn, asked.Action), turn.Context.Confirmation));

    // The risk gate looks at the breaker itself and answers with all its numbers.
    private static BreakerState BreakerFor(Turn turn, ValidatedAction action) =>
        action.Request is ActionRequest.PlaceOrder or ActionRequest.ConfirmCanary ? BreakerState.Closed : turn.Ledger.Breaker;
}
