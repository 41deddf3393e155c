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

    public required string State { get; init; }

    public required bool Passed { get; init; }

    public required string RunBy { get; init; }

    public required DateTimeOffset RunAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string? Outcome { get; init; }

    public string? ClientOrderId { get; init; }
}
