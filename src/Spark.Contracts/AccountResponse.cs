namespace Spark.Contracts;

public sealed record AccountResponse : CollectionResponse
{
    public required AccountView Account { get; init; }
}
