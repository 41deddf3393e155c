namespace Spark.Contracts;

/// <summary>Something a person should know. Severity is <c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
public sealed record AlertEvent(string Code, string Severity, string Message, DateTimeOffset At);
