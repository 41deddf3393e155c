namespace Spark.Contracts;

/// <summary>What every answer of the executor carries.</summary>
public abstract record SparkResponse
{
    /// <summary>When the answer was made, UTC.</summary>
    public DateTimeOffset Timestamp { get; init; }
}
