namespace Spark.Guardrails.Automation;

/// <summary>The contract's words of automatic actions.</summary>
public static class AutomaticActionExtensions
{
    public static string ToWord(this AutomaticAction action) => action switch
    {
        AutomaticAction.RetryWithBackoff => "auto_retry_with_backoff",
        AutomaticAction.OpenCircuitBreaker => "circuit_breaker_open",
        AutomaticAction.ReconnectWithBackoff => "reconnect_with_exponential_backoff",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    /// <summary>Whether it lasts until it is released; opening the breaker and backing off happen once each time.</summary>
    public static bool Lasts(this AutomaticAction action) => action == AutomaticAction.RetryWithBackoff;
}
