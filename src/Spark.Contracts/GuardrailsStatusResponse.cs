namespace Spark.Contracts;

public sealed record GuardrailsStatusResponse : SparkResponse
{
    public required GuardrailThresholdsView Thresholds { get; init; }

    public required GuardrailValuesView Current { get; init; }

    /// <summary>Automatic actions taken, newest first.</summary>
    public required IReadOnlyList<AutomaticActionView> Actions { get; init; }
}
