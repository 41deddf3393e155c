namespace Spark.Contracts;

public sealed record GuardrailsStatusResponse : SparkResponse
{
    public required GuardrailThresholdsView Thresholds { get; init; }

    public required GuardrailValuesView Current { get; init; }

    /// <summary>Every rule in force.</summary>
    public IReadOnlyList<GuardrailRuleView> Rules { get; init; } = [];

    /// <summary>Whether the exchange counts as slow just now.</summary>
    public bool SlowExchange { get; init; }

    /// <summary>Automatic actions taken, newest first.</summary>
    public required IReadOnlyList<AutomaticActionView> Actions { get; init; }
}
