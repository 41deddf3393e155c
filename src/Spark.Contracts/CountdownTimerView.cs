using System.Text.Json.Serialization;

namespace Spark.Contracts;

/// <summary>One of the exchange's dead-man timers.</summary>
public sealed record CountdownTimerView(string Symbol)
{
    /// <summary>When it was last set. Absent: it may be running, since an answer was lost or a process before this one set it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SetAt { get; init; }

    /// <summary>When the exchange cancels, unless the timer is set again before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RunsOutAt { get; init; }
}
