using Spark.Guardrails.Actions;

namespace Spark.Copilot.Conversation;

/// <summary>A fault of a proposed action.</summary>
/// <param name="Code">The contract's, such as <c>InvalidParams</c>.</param>
/// <param name="Path">The field: <c>params.quantity</c>, <c>dryRun</c>.</param>
/// <param name="Message">The value and what is allowed.</param>
/// <param name="Cause">The same without words; null where only the message tells.</param>
public sealed record Violation(string Code, string Path, string Message, FaultCause? Cause = null);
