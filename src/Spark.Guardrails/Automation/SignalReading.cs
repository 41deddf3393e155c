namespace Spark.Guardrails.Automation;

/// <summary>One look at a signal.</summary>
/// <param name="Signal">Which.</param>
/// <param name="Value">In its unit; null without samples.</param>
/// <param name="Samples">How many it was computed from.</param>
/// <param name="Due">Whether it ought to have data now: orders were sent, a stream is connected.</param>
/// <param name="Source">Of events: what it happened to, such as <c>userData</c>.</param>
public sealed record SignalReading(SignalKind Signal, double? Value, int Samples, bool Due = false, string? Source = null);
