namespace Spark.Contracts;

public sealed record StreamsStoppedResponse : SparkResponse
{
    public required bool Ok { get; init; }

    public required IReadOnlyList<string> Stopped { get; init; }

    public required IReadOnlyList<string> Kept { get; init; }
}
