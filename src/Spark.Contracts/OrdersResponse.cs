namespace Spark.Contracts;

public sealed record OrdersResponse : CollectionResponse
{
    public required IReadOnlyList<OrderView> Orders { get; init; }
}
