namespace Spark.Guardrails.Actions;

/// <summary>One fault: the field (<c>params.quantity</c>, <c>dryRun</c>) and a text with its value and what is allowed.</summary>
public sealed record ParamFault(string Path, string Message);
