namespace Spark.Contracts;

public sealed record RiskStatusResponse : SparkResponse
{
    public required RiskLimitsView Limits { get; init; }

    public required RiskUsageView Usage { get; init; }

    public required CircuitBreakerView CircuitBreaker { get; init; }
}
