using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One canary with all the evidence that it was run on.</summary>
public sealed record CanaryResponse : SparkResponse
{
    public required CanaryView Canary { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvidenceView? Evidence { get; init; }

    /// <summary>The order that it became, while Spark remembers it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderView? Order { get; init; }

    /// <summary>The reduce-only orders that took it back, as far as Spark remembers them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderView>? Closes { get; init; }

    /// <summary>The moment that the data describes.</summary>
    public required DateTimeOffset AsOf { get; init; }
}
