namespace Spark.Guardrails.Automation;

/// <summary>What is wrong in a file of rules.</summary>
/// <param name="Path">Where, such as <c>rules[1].threshold</c>.</param>
/// <param name="Message">The value and what is allowed.</param>
public sealed record GuardrailRulesFault(string Path, string Message);
