namespace Spark.Contracts;

public sealed record PositionsResponse : CollectionResponse
{
    public required IReadOnlyList<PositionView> Positions { get; init; }
}
