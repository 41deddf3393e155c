namespace Spark.Guardrails.Canary;

/// <summary>
/// A canary's life as one table. Once confirmed it can't expire: its order may be at the exchange. One that is being taken
/// back stays observed: only what is done is called rolled back.
/// </summary>
public static class CanaryLifecycle
{
    public static CanaryTransition Apply(CanaryState state, CanaryEvent happened) => (state, happened) switch
    {
        (CanaryState.Simulated, CanaryEvent.Confirm) => new CanaryTransition.Moved(CanaryState.Confirmed),
        (CanaryState.Simulated, CanaryEvent.Expire) => new CanaryTransition.Moved(CanaryState.Expired),
        (CanaryState.Simulated, CanaryEvent.Supersede) => new CanaryTransition.Moved(CanaryState.Superseded),
        (CanaryState.Confirmed, CanaryEvent.Apply) => new CanaryTransition.Moved(CanaryState.Applied),
        (CanaryState.Confirmed, CanaryEvent.Reject) => new CanaryTransition.Moved(CanaryState.Rejected),
        (CanaryState.Applied, CanaryEvent.Observe) => new CanaryTransition.Moved(CanaryState.Observed),
        (CanaryState.Applied or CanaryState.Observed, CanaryEvent.RollBack) => new CanaryTransition.Moved(CanaryState.RolledBack),
        (CanaryState.Observed, CanaryEvent.Pass) => new CanaryTransition.Moved(CanaryState.Passed),
        _ when state == StateAfter(happened) => new CanaryTransition.Stale(),
        _ => new CanaryTransition.Anomaly(state, happened),
    };

    /// <summary>Whether nothing can change it any more.</summary>
    public static bool IsFinal(this CanaryState state) => state
        is CanaryState.Passed or CanaryState.RolledBack or CanaryState.Expired or CanaryState.Rejected or CanaryState.Superseded;

    private static CanaryState StateAfter(CanaryEvent happened) => happened switch
    {
        CanaryEvent.Confirm => CanaryState.Confirmed,
        CanaryEvent.Apply => CanaryState.Applied,
        CanaryEvent.Reject => CanaryState.Rejected,
        CanaryEvent.Observe => CanaryState.Observed,
        CanaryEvent.Pass => CanaryState.Passed,
        CanaryEvent.RollBack => CanaryState.RolledBack,
        CanaryEvent.Expire => CanaryState.Expired,
        _ => CanaryState.Superseded,
    };
}
