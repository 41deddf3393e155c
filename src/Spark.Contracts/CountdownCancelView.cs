namespace Spark.Contracts;

/// <summary>The exchange's dead-man timers (<c>FUTURES_COUNTDOWN_CANCEL</c>): it cancels a symbol's plain orders when it hears nothing of Spark for so long.</summary>
public sealed record CountdownCancelView
{
    /// <summary>Seconds of the countdown; 0 when it is off.</summary>
    public required double Seconds { get; init; }

    /// <summary>Timers that are running, as far as is known, by symbol.</summary>
    public required IReadOnlyList<CountdownTimerView> Armed { get; init; }
}
