namespace Spark.Guardrails.Evidence;

/// <summary>What the exchange's own order test said.</summary>
/// <param name="Passed">Whether it would take the order.</param>
/// <param name="Code">Its error's code; null when it passed or gave no answer.</param>
/// <param name="Message">Its error, or why there was no answer.</param>
public sealed record OrderTest(bool Passed, int? Code, string? Message);
