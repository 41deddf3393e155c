namespace Spark.Contracts;

public sealed record CanaryStatusResponse : CollectionResponse
{
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<CanaryView> Canaries { get; init; }
}
