namespace Spark.Guardrails.Automation;

/// <summary>A verdict with who is told and what the rule remembers from now on.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Notification">Who is told.</param>
/// <param name="State">The rule's memory after it.</param>
public sealed record GuardrailDecision(GuardrailVerdict Verdict, Notification Notification, RuleState State);
