using Spark.Domain.Orders;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Confirmation;

/// <summary>A live action that waits for a person.</summary>
public sealed record Proposal
{
    /// <summary>How long it may be confirmed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    /// <summary>Names it in <c>confirmUrl</c>, and its outcome in the journal once it is redeemed.</summary>
    public required string Id { get; init; }

    /// <summary>Null when no token was given out: agents' proposals, and all of them with <c>SPARK_CONFIRM=page</c>.</summary>
    public TokenHash? TokenHash { get; init; }

    /// <summary>See <see cref="ContentDigest"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>Who asked. It stays the origin whoever confirms.</summary>
    public required Principal Origin { get; init; }

    public required ValidatedAction Action { get; init; }

    /// <summary>The order that was shown, fixed to the last digit; null when the action places none.</summary>
    public OrderIntent? Intent { get; init; }

    /// <summary>Mark price when it was shown; null when the action doesn't depend on one.</summary>
    public decimal? ReferencePrice { get; init; }

    /// <summary>Principal and idempotency key of the request that proposed it: claimed when it is carried out, whoever confirms.</summary>
    public string? IdempotencyScope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt => CreatedAt + Lifetime;

    /// <summary>What the person is asked to confirm, one line.</summary>
    public required string Summary { get; init; }

    public bool IsExpiredAt(DateTimeOffset now) => now >= ExpiresAt;
}
