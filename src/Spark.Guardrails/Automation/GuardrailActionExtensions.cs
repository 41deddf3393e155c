namespace Spark.Guardrails.Automation;

/// <summary>The contract's words of automatic actions.</summary>
public static class GuardrailActionExtensions
{
    public static string ToWord(this GuardrailAction action) => action switch
    {
        GuardrailAction.RetryWithBackoff => "auto_retry_with_backoff",
        GuardrailAction.OpenCircuitBreaker => "circuit_breaker_open",
        GuardrailAction.ReconnectWithBackoff => "reconnect_with_exponential_backoff",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    /// <summary>Whether it lasts until it is released; opening the breaker and backing off happen once each time.</summary>
    public static bool Lasts(this GuardrailAction action) => action == GuardrailAction.RetryWithBackoff;
}
