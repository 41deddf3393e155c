namespace Spark.Contracts;

public sealed record StreamsStartedResponse : SparkResponse
{
    public required bool Ok { get; init; }

    public required IReadOnlyList<string> Symbols { get; init; }

    public required IReadOnlyList<string> Streams { get; init; }
}
