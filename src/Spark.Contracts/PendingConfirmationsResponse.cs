namespace Spark.Contracts;

/// <summary>What waits for a person, the one that expires first first; for the confirming client.</summary>
public sealed record PendingConfirmationsResponse : SparkResponse
{
    public required IReadOnlyList<PendingConfirmationView> Confirmations { get; init; }
}
