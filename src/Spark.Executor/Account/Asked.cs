using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>An action that policy lets through, with what its carrying out will be recorded under.</summary>
internal sealed record Asked
{
    public required long Ticket { get; init; }

    public required ValidatedAction Action { get; init; }

    public required Principal Principal { get; init; }

    /// <summary>The account that digests are bound to.</summary>
    public required string Account { get; init; }

    /// <summary>What the action is to the last digit; made when somebody asks for it, which a simulation never does.</summary>
    public string Digest => field ??= ContentDigest.Of(Action, Account, Principal);

    /// <summary>Key of the outcome: the request's fresh id, or the id of the proposal that was confirmed.</summary>
    public required string OutcomeKey { get; init; }

    public string? IdempotencyScope { get; init; }

    /// <summary>Set while a person has yet to confirm.</summary>
    public PolicyDecision.Confirm? MustConfirm { get; init; }

    /// <summary>Set once a person has confirmed.</summary>
    public Proposal? Confirmed { get; init; }

    /// <summary>The book in which that proposal is used up; taken over only when the action is carried out.</summary>
    public ConfirmationBook? BookAfter { get; init; }

    /// <summary>The person at the confirmation page, where that is who confirmed.</summary>
    public string? Confirmer { get; init; }

    /// <summary>The token that may be given out.</summary>
    public FreshToken? Token { get; init; }

    public bool ClientOrderIdUsed { get; init; }

    public string Actor => Principal.Key;
}
