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

    /// <summary>Whether a confirmation may carry it out now.</summary>
    public bool IsConfirmableAt(DateTimeOffset now) => Passed && Intent is not null && State == CanaryState.Simulated && now < ExpiresAt;
}
