namespace Spark.Guardrails.Automation;

/// <summary>What Spark does by itself. Each only tightens: none raises exposure, closes a breaker or frees a limit.</summary>
public enum AutomaticAction
{
    /// <summary>Reads and cancels are retried with longer backoff, and orders carry a <c>slowExchange</c> warning. Orders are never retried.</summary>
    RetryWithBackoff,

    /// <summary>What raises exposure is refused until a person closes the breaker.</summary>
    OpenCircuitBreaker,

    /// <summary>The next attempts to connect wait longer. A live connection is never torn down by it.</summary>
    ReconnectWithBackoff,
}
