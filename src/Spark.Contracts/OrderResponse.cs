namespace Spark.Contracts;

public sealed record OrderResponse : CollectionResponse
{
    public required OrderView Order { get; init; }
}
