using System.Text.Json.Serialization;

namespace Spark.Contracts;

public sealed record CanaryConfirmResponse : SparkResponse
{
    public required bool Ok { get; init; }

    public required bool Applied { get; init; }

    public required bool Testnet { get; init; }

    public required string Scope { get; init; }

    public required CanaryLimitsView Limits { get; init; }

    public required string CanaryId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderView? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? DryRun { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Simulated { get; init; }

    /// <summary>What it is held to once it is applied.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CanaryWatchView? Watch { get; init; }

    public required string Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Replayed { get; init; }
}
