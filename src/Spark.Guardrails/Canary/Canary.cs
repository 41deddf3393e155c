using Spark.Domain.Orders;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Canary;

/// <summary>A simulated order that may be confirmed once, within its lifetime, if its checks passed.</summary>
public sealed record Canary
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(300);

    /// <summary><c>canary-</c> and a millisecond that no other canary has.</summary>
    public required string Id { get; init; }

    public required string Scope { get; init; }

    /// <summary>The order as it was asked for.</summary>
    public required OrderDraft Draft { get; init; }

    /// <summary>The order to the last digit; null when it could not be sized.</summary>
    public OrderIntent? Intent { get; init; }

    /// <summary>Who ran it.</summary>
    public required Principal Principal { get; init; }

    public required DateTimeOffset RunAt { get; init; }

    public DateTimeOffset ExpiresAt => RunAt + Lifetime;

    /// <summary>Whether every risk check passed when it ran.</summary>
    public required bool Passed { get; init; }

    public CanaryState State { get; init; } = CanaryState.Simulated;

    public Evidence.Evidence? Evidence { get; init; }

    /// <summary>What became of it, for people; null while nothing has.</summary>
    public string? Outcome { get; init; }

    /// <summary>What it is held to once it is applied; null for one of a version that did not watch.</summary>
    public CanaryBounds? Bounds { get; init; }

    /// <summary>When the exchange was known to have its order; null before.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>When its watch is over; null before it is applied.</summary>
    public DateTimeOffset? WatchedUntil => AppliedAt + Bounds?.Watch;

    /// <summary>When its last state was reached; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Commission of its fills, USDT.</summary>
    public decimal Fees { get; init; }

    /// <summary>Failed calls about orders of the account since it was confirmed.</summary>
    public int Errors { get; init; }

    /// <summary>What was seen when it was last decided on.</summary>
    public CanaryObservation? Observation { get; init; }

    /// <summary>Set from the moment that a bound broke.</summary>
    public CanaryRollback? Rollback { get; init; }

    /// <summary>Whether an order is one that takes this canary back.</summary>
    public bool IsClosedBy(ClientOrderId id) => id.Value.StartsWith($"{ClientOrderId.SparkPrefix}{Id}-", StringComparison.Ordinal);

    /// <summary>Whether its order may be at the exchange and nothing is decided yet.</summary>
    public bool IsUnderWay => State is CanaryState.Confirmed or CanaryState.Applied or CanaryState.Observed;

    /// <summary>Whether a confirmation may carry it out now.</summary>
    public bool IsConfirmableAt(DateTimeOffset now) => Passed && Intent is not null && State == CanaryState.Simulated && now < ExpiresAt;
}
