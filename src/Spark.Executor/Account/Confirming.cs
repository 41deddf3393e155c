using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>Proposes live actions to a person, and carries out what a person confirmed.</summary>
internal static class Confirming
{
    /// <summary>Answers 428: nothing is done until a person confirms exactly this.</summary>
    public static void Propose(Turn turn, Asked asked, ProposalContent content)
    {
        var giveToken = asked.MustConfirm!.TokenToCaller;
        var proposal = new Proposal
        {
            Id = asked.OutcomeKey,
            TokenHash = giveToken ? asked.Token!.Hash : null,
            Digest = asked.Digest,
            Origin = asked.Principal,
            Action = asked.Action,
            Intent = content.Intent,
            ReferencePrice = content.ReferencePrice,
            IdempotencyScope = asked.IdempotencyScope,
            CreatedAt = turn.Now,
            Summary = content.Summary,
        };
        turn.State = turn.State with
        {
            Confirmations = turn.State.Confirmations.Propose(proposal),
            ProposedCanaries = content.CanaryId is { } canary ? turn.State.ProposedCanaries.SetItem(proposal.Id, canary) : turn.State.ProposedCanaries,
        };
        turn.Record(new ActionProposed(proposal.Id, asked.Action.Definition.Path, asked.Action.CanonicalText, proposal.Summary, proposal.ExpiresAt)
        {
            At = turn.Now,
            Actor = asked.Actor,
        });
        turn.ReplyNow(asked.Ticket, StatusCodes.Status428PreconditionRequired,
            new ErrorResponse("ConfirmationRequired", "A person has to confirm this before it is carried out.")
            {
                ConfirmRequired = true,
                Confirmation = View(turn, proposal, content.Evidence, giveToken ? asked.Token!.Text : null),
                Timestamp = turn.Now,
            });
    }

    /// <summary>The same content came with a token.</summary>
    public static void ByToken(Turn turn, Asked asked, TokenHash token)
    {
        var (result, after) = turn.State.Confirmations.Redeem(token, asked.Digest, asked.Principal, turn.Now, MarkFor(turn, asked));
        Redeemed(turn, asked, result, after);
    }

    /// <summary>A person pressed the button on the confirmation page. The proposal keeps its origin; policy is asked again.</summary>
    public static void ByPage(Turn turn, AccountMessage.Confirm message)
    {
        var pending = turn.State.Confirmations.Find(message.ProposalId, turn.Now);
        var (result, after) = turn.State.Confirmations.RedeemById(message.ProposalId, turn.Now, pending?.Intent is { } shown ? turn.Context.Quote(shown.Symbol)?.MarkPrice : null);
        switch (result)
        {
            case RedeemResult.Granted granted:
                var asked = ByProposal(message, turn.Context.Account, granted.Proposal, after);
                if (Replays.AnsweredByKey(turn, asked)) break;
                if (Asking.Decide(turn, asked) is PolicyDecision.Refused refused) Refusals.ByPolicy(turn, asked, refused.Refusal);
                else Asking.Act(turn, asked);
                break;
            case RedeemResult.AlreadyUsed used:
                Replays.ByOutcome(turn, message.Ticket, used.OutcomeKey);
                break;
            case RedeemResult.Refused refusal:
                turn.ReplyNow(message.Ticket, StatusCodes.Status409Conflict, new ErrorResponse("ConfirmationInvalid", refusal.Fault.ToMessage())
                {
                    Reason = refusal.Fault.ToWord(),
                    Timestamp = turn.Now,
                });
                break;
        }
    }

    /// <summary>Records that an action is carried out: its key, its token and its proposal are used up from here on.</summary>
    public static void Carried(Turn turn, Asked asked, ClientOrderId? order = null, string? canaryId = null)
    {
        if (asked.BookAfter is { } book) turn.State = turn.State with { Confirmations = book };
        turn.Record(new ActionCarried(asked.OutcomeKey, asked.Action.Definition.Path, asked.Digest)
        {
            At = turn.Now,
            Actor = asked.Actor,
            IdempotencyScope = asked.IdempotencyScope,
            Confirmed = asked.Confirmed is not null,
            TokenHash = asked.Confirmed?.TokenHash?.Hex,
            ConfirmedBy = asked.Confirmer,
            ClientOrderId = order,
            CanaryId = canaryId,
        });
    }

    /// <summary>A proposal as the contract shows it.</summary>
    public static ConfirmationView View(Turn turn, Proposal proposal, EvidenceView? evidence, string? token) => new()
    {
        Id = proposal.Id,
        Token = token,
        ExpiresAt = proposal.ExpiresAt,
        Summary = proposal.Summary,
        Evidence = evidence,
        Would = Woulds.Of(turn, proposal.Action),
        ConfirmUrl = turn.Context.ConfirmUrl + proposal.Id,
        Action = new JsonObject
        {
            ["action"] = proposal.Action.Definition.Path,
            ["params"] = proposal.Action.CanonicalParams,
            ["dryRun"] = proposal.Action.DryRun,
            ["confirm_required"] = true,
        },
    };

    private static void Redeemed(Turn turn, Asked asked, RedeemResult result, ConfirmationBook after)
    {
        switch (result)
        {
            case RedeemResult.Granted granted:
                var confirmed = asked with
                {
                    MustConfirm = null,
                    Confirmed = granted.Proposal,
                    BookAfter = after,
                    OutcomeKey = granted.Grant.OutcomeKey,
                    IdempotencyScope = asked.IdempotencyScope ?? granted.Proposal.IdempotencyScope,
                };
                if (!Replays.AnsweredByKey(turn, confirmed)) Asking.Act(turn, confirmed);
                break;
            case RedeemResult.AlreadyUsed used:
                Replays.ByOutcome(turn, asked.Ticket, used.OutcomeKey);
                break;
            case RedeemResult.Refused refused:
                Refusals.ByConfirmation(turn, asked, refused.Fault);
                break;
        }
    }

    private static Asked ByProposal(AccountMessage.Confirm message, string account, Proposal proposal, ConfirmationBook after) => new()
    {
        Ticket = message.Ticket,
        Action = proposal.Action,
        Principal = proposal.Origin,
        Account = account,
        OutcomeKey = proposal.Id,
        IdempotencyScope = proposal.IdempotencyScope,
        Confirmed = proposal,
        BookAfter = after,
        Confirmer = message.Confirmer,
    };

    private static decimal? MarkFor(Turn turn, Asked asked) => asked.Action.Request switch
    {
        ActionRequest.PlaceOrder place => turn.Context.Quote(place.Draft.Symbol)?.MarkPrice,
        ActionRequest.ConfirmCanary confirm => Canaries.Meant(turn.State, confirm, asked.Principal, turn.Now) is { Intent: { } intent } ? turn.Context.Quote(intent.Symbol)?.MarkPrice : null,
        _ => null,
    };
}
