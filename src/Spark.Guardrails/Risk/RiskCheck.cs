namespace Spark.Guardrails.Risk;

/// <summary>
/// One check's outcome for people, evidence and errors: its name such as <c>maxNotional</c>, and the error and message that a failure
/// answers with. <see cref="Message"/> is null when it passed.
/// </summary>
public sealed record RiskCheck(string Name, string Error, bool Passed, decimal? Limit, decimal? Observed, string? Message)
{
    /// <summary>Which of a check's several faults it was, such as <c>quantityOffStep</c>, or <c>missing</c> when a datum was not there; null where the check has but one.</summary>
    public string? Fault { get; init; }
}
