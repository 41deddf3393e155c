namespace Spark.Guardrails.Actions;

/// <summary>What is wrong with a field, without words.</summary>
/// <param name="Code">A word of <see cref="FaultCodes"/>.</param>
/// <param name="Value">What was given, as JSON and cut at 64 characters; null where nothing was, or where it says nothing.</param>
/// <param name="Allowed">What is allowed: a <see cref="ParamKind.Code"/>, a list of names, or the other field that it goes with; null where the code says it all.</param>
public sealed record FaultCause(string Code, string? Value = null, string? Allowed = null);
