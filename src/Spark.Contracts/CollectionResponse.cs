namespace Spark.Contracts;

/// <summary>What every collection says about where it comes from.</summary>
public abstract record CollectionResponse : SparkResponse
{
    /// <summary>The moment that the data describes.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary><c>stream</c> or <c>rest</c>.</summary>
    public required string Source { get; init; }
}
