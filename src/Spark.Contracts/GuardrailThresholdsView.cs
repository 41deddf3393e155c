namespace Spark.Contracts;

/// <summary>Thresholds of the automatic actions.</summary>
public sealed record GuardrailThresholdsView(double P95LatencyMs, double ErrorRate, double StreamUptimeSeconds);
