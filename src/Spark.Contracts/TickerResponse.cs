namespace Spark.Contracts;

public sealed record TickerResponse : CollectionResponse
{
    public required TickerView Ticker { get; init; }
}
