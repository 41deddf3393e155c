using System.Text.Json.Serialization;

namespace Spark.Contracts;

public sealed record RiskStatusResponse : SparkResponse
{
    public required RiskLimitsView Limits { get; init; }

    public required RiskUsageView Usage { get; init; }

    public required CircuitBreakerView CircuitBreaker { get; init; }

    /// <summary>The exchange's dead-man timers; absent from an executor that does not tell them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CountdownCancelView? CountdownCancel { get; init; }
}
