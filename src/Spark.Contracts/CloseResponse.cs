using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>What closing positions changed, or would change.</summary>
public sealed record CloseResponse : SparkResponse
{
    /// <summary>False when at least one part could not be closed, was closed in part, or its outcome isn't known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Ok { get; init; }

    public required bool DryRun { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Simulated { get; init; }

    /// <summary>Of each position, above 0 up to 1.</summary>
    public required decimal Fraction { get; init; }

    /// <summary>Each closing order, and each position that none was sent for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CloseView>? Orders { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CloseView>? Would { get; init; }

    /// <summary>Resting reducing orders that held the position and were cancelled first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderView>? Cancelled { get; init; }

    /// <summary>Conditional orders of the closed symbols that go on waiting: order.cancelAll takes them back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderView>? StillWaiting { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Replayed { get; init; }
}
