using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Account;

/// <summary>An action with who asks for it and everything random it may need, drawn at the edge.</summary>
internal sealed record AccountRequest
{
    /// <summary>Where the reply goes.</summary>
    public required long Ticket { get; init; }

    public required ValidatedAction Action { get; init; }

    public required Principal Principal { get; init; }

    /// <summary>Fresh id: of the outcome, the proposal and the order, whichever is needed.</summary>
    public required string NewId { get; init; }

    /// <summary>A fresh token's hash and text, where the action may need a confirmation. The text goes into the reply and nowhere else.</summary>
    public FreshToken? Token { get; init; }

    /// <summary>Hash of the token that the caller sent.</summary>
    public TokenHash? OfferedToken { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>The journal has seen the caller's client order id before.</summary>
    public bool ClientOrderIdUsed { get; init; }
}
