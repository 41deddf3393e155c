namespace Spark.Contracts;

/// <summary>A stream connected, reconnected or was lost.</summary>
public sealed record StreamEvent(string StreamType, bool Connected, string? Reason, DateTimeOffset At);
