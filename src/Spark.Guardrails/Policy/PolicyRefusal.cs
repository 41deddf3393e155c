namespace Spark.Guardrails.Policy;

/// <summary>Why policy says no: the contract's code, its HTTP status, a text, and for an open breaker its reason.</summary>
public sealed record PolicyRefusal(string Code, int HttpStatus, string Message, string? Reason = null);
