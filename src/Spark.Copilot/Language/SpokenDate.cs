namespace Spark.Copilot.Language;

/// <summary>A time that words name.</summary>
/// <param name="From">ISO 8601: the day or instant itself, or where a span begins.</param>
/// <param name="To">Last day of a span such as a month or a year; null for a single day.</param>
/// <param name="IsSpan">Whether it says both ends by itself: 'in 2024', 'last three months'.</param>
internal sealed record SpokenDate(string From, string? To = null, bool IsSpan = false);
