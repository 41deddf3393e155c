using Spark.Guardrails.Automation;

namespace Spark.Executor.Journal;

/// <summary>An automatic action was decided, with everything that it was decided from.</summary>
public sealed record GuardrailActed(GuardrailReceipt Receipt, string Cause, string Effect) : JournalEntry
{
    public const string Kind = "guardrail.acted";
}
