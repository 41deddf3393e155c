using System.Collections.Immutable;

namespace Spark.Guardrails.Automation;

/// <summary>Decides what a look at a signal leads to. Pure: the same rule, memory, reading and time give the same decision.</summary>
public static class GuardrailJudge
{
    /// <summary>How long data that is due may be late before somebody is told.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <param name="rule">What is judged.</param>
    /// <param name="state">What it remembers.</param>
    /// <param name="reading">Of the rule's signal; of an event, the event.</param>
    /// <param name="now">Not before the time of the last look.</param>
    public static GuardrailDecision Judge(GuardrailRule rule, RuleState state, SignalReading reading, DateTimeOffset now) =>
        reading.Signal != rule.Signal ? throw new ArgumentException($"Rule {rule.Name} looks at {rule.Signal}, not at {reading.Signal}.", nameof(reading))
        : rule.Signal.IsEvent() ? OfEvent(rule, state, reading, now)
        : reading.Value is not { } value ? OfSilence(rule, state, reading, now)
        : OfLevel(rule, state with { MissingSince = null, MissingTold = false }, value, reading.Samples, now);

    private static GuardrailDecision OfLevel(GuardrailRule rule, RuleState state, double value, int samples, DateTimeOffset now)
    {
        if (samples < rule.MinSamples) return Fading(rule, state, now);
        if (state.EngagedSince is { } since)
        {
            return rule.Action.Lasts() && rule.IsRecovered(value) && now - since >= rule.CoolDown ? Released(state) : Hold(state);
        }
        if (!rule.IsBroken(value) || now - state.LastActed < rule.CoolDown) return Hold(state);
        return new(GuardrailVerdict.Act, rule.Notification, state with { EngagedSince = now, LastActed = now });
    }

    private static GuardrailDecision OfSilence(GuardrailRule rule, RuleState state, SignalReading reading, DateTimeOffset now)
    {
        if (!reading.Due) return Fading(rule, state with { MissingSince = null, MissingTold = false }, now);
        var since = state.MissingSince ?? now;
        var late = state with { MissingSince = since };
        return now - since >= Grace && !state.MissingTold
            ? new(GuardrailVerdict.NoData, Notification.AlertOpsChannel, late with { MissingTold = true })
            : Hold(late);
    }

    // With nothing to judge by, a lasting action outlives what it was taken for by one window, no more.
    private static GuardrailDecision Fading(GuardrailRule rule, RuleState state, DateTimeOffset now) =>
        state.EngagedSince is { } since && rule.Action.Lasts() && now - since >= rule.CoolDown + rule.Window ? Released(state) : Hold(state);

    private static GuardrailDecision OfEvent(GuardrailRule rule, RuleState state, SignalReading reading, DateTimeOffset now)
    {
        if (reading.Value is not { } value || !rule.IsBroken(value)) return Hold(state);
        ImmutableArray<DateTimeOffset> events = [.. state.Events.Where(at => now - at < rule.NotifyWindow), now];
        var tells = events.Length >= rule.NotifyAfter && !(now - state.LastNotified < rule.NotifyWindow);
        var after = state with { Events = events, LastActed = now, LastNotified = tells ? now : state.LastNotified };
        return new(GuardrailVerdict.Act, tells ? rule.Notification : Notification.None, after);
    }

    private static GuardrailDecision Hold(RuleState state) => new(GuardrailVerdict.Hold, Notification.None, state);

    private static GuardrailDecision Released(RuleState state) => new(GuardrailVerdict.Release, Notification.None, state with { EngagedSince = null });
}
