namespace Spark.Guardrails.Actions;

/// <summary>One fault: the field (<c>params.quantity</c>, <c>dryRun</c>) and a text with its value and what is allowed.</summary>
public sealed record ParamFault(string Path, string Message)
{
    /// <summary>The same without words, for who says it in another language.</summary>
    public required FaultCause Cause { get; init; }
}
