using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>Something a person should know. Severity is <c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
public sealed record AlertEvent(string Code, string Severity, string Message, DateTimeOffset At)
{
    private const int LongestSubject = 80;

    /// <summary>
    /// What it is about: a symbol, an order's id, a rule; at most 80 characters, never a secret. Alerts of one code about different things are
    /// different alerts. Null when a code can only be about one thing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subject
    {
        get;
        init => field = value is { Length: > LongestSubject } ? value[..LongestSubject] : value;
    }

    /// <summary><see cref="Message"/> in Turkish; null from a service that has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageTr { get; init; }
}
