namespace Spark.Contracts;

/// <summary>Why the breaker is open: <c>dailyLoss</c>, <c>errorRate</c>, <c>reconciliation</c> or <c>manual</c>.</summary>
public sealed record BreakerReasonView(string Kind, string Text, DateTimeOffset Since);
