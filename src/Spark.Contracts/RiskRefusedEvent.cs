namespace Spark.Contracts;

/// <summary>An order that the risk gate refused.</summary>
public sealed record RiskRefusedEvent(string Symbol, string Side, string Check, string Error, decimal? Limit, decimal? Observed, DateTimeOffset At);
