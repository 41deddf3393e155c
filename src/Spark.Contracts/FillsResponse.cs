namespace Spark.Contracts;

public sealed record FillsResponse : CollectionResponse
{
    public required IReadOnlyList<FillView> Fills { get; init; }
}
