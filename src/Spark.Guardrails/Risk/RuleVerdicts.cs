using System.Runtime.CompilerServices;

namespace Spark.Guardrails.Risk;

/// <summary>The ten verdicts side by side, without an array on the heap.</summary>
[InlineArray(RiskGate.RuleCount)]
internal struct RuleVerdicts
{
    private RuleVerdict _first;
}
