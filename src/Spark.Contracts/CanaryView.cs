using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>A canary with its state and outcome.</summary>
public sealed record CanaryView
{
    public required string Id { get; init; }

    public required string Scope { get; init; }

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public required string Type { get; init; }

    public required decimal Quantity { get; init; }

    public decimal? Price { get; init; }

    /// <summary><c>simulated</c>, <c>confirmed</c>, <c>applied</c>, <c>observed</c>, <c>passed</c>, <c>rolledBack</c>, <c>expired</c>, <c>rejected</c> or <c>superseded</c>.</summary>
    public required string State { get; init; }

    /// <summary>Whether every check passed when it ran.</summary>
    public required bool Passed { get; init; }

    public required string RunBy { get; init; }

    public required DateTimeOffset RunAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string? Outcome { get; init; }

    public string? ClientOrderId { get; init; }

    /// <summary>When the exchange was known to have its order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>When its watch is over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? WatchedUntil { get; init; }

    /// <summary>When its last state was reached.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it is held to once it is applied.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CanaryWatchView? Watch { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CanaryObservationView? Observation { get; init; }

    /// <summary>Set from the moment that a bound broke.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CanaryRollbackView? Rollback { get; init; }
}
