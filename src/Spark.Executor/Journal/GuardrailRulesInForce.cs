using System.Collections.Immutable;
using Spark.Guardrails.Automation;

namespace Spark.Executor.Journal;

/// <summary>The rules of automatic actions that a file put in force, and those that held before it; null at a start.</summary>
public sealed record GuardrailRulesInForce(GuardrailRules Rules, GuardrailRules? Before) : JournalEntry
{
    public const string Kind = "guardrail.rulesInForce";

    /// <summary>What is different, a line for each value; a change that loosens says so.</summary>
    public ImmutableArray<string> Changes => Before is null ? [] : GuardrailChanges.Between(Before, Rules);
}
