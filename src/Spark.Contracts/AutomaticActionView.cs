namespace Spark.Contracts;

/// <summary>One automatic action taken.</summary>
public sealed record AutomaticActionView(string Action, string Reason, DateTimeOffset At);
