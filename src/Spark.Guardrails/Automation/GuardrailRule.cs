namespace Spark.Guardrails.Automation;

/// <summary>When a signal makes Spark act, and how. Values, so that a receipt can carry the rule that it came from.</summary>
/// <param name="Name">Unique, 1 to 64 characters.</param>
/// <param name="Signal">What is looked at.</param>
/// <param name="Threshold">In the signal's unit; acts above it, for connection age below it.</param>
/// <param name="Action">What is done.</param>
/// <param name="Notification">Who is told.</param>
public sealed record GuardrailRule(string Name, SignalKind Signal, double Threshold, AutomaticAction Action, Notification Notification)
{
    /// <summary>Over which the signal is computed; 1 s to 1 h.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Fewer say nothing.</summary>
    public int MinSamples { get; init; } = 20;

    /// <summary>Part of the threshold by which the signal must have improved before a lasting action is released; 0 to 0.9.</summary>
    public double Hysteresis { get; init; } = 0.2;

    /// <summary>Shortest time between two actions, and that a lasting one lasts.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Of events: how many within <see cref="NotifyWindow"/> before somebody is told.</summary>
    public int NotifyAfter { get; init; } = 1;

    public TimeSpan NotifyWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether <paramref name="value"/> is on the wrong side of the threshold.</summary>
    public bool IsBroken(double value) => Signal.IsEvent() ? value < Threshold : value > Threshold;

    /// <summary>Whether <paramref name="value"/> is so far on the right side that a lasting action may end.</summary>
    public bool IsRecovered(double value) => value <= Threshold * (1 - Hysteresis);
}
