using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>A dry run's or a live order's answer. A live one says that the exchange has accepted it, nothing more.</summary>
public sealed record PlaceOrderResponse : SparkResponse
{
    public required bool DryRun { get; init; }

    public required bool Ack { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Simulated { get; init; }

    public required OrderView Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvidenceView? Evidence { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Replayed { get; init; }
}
