namespace Spark.Guardrails.Automation;

/// <summary>Everything that an automatic action was decided from, so that anybody can decide it again.</summary>
/// <param name="Id">Unique within the account.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Rule">As it was then.</param>
/// <param name="Before">The rule's memory before the look.</param>
/// <param name="Reading">What was seen.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Notification">Who was told.</param>
public sealed record GuardrailReceipt(
    string Id, DateTimeOffset At, GuardrailRule Rule, RuleState Before, SignalReading Reading, GuardrailVerdict Verdict, Notification Notification)
{
    /// <summary>Decides again from what the receipt carries.</summary>
    public GuardrailDecision Replay() => GuardrailJudge.Judge(Rule, Before, Reading, At);

    /// <summary>Whether deciding again gives what was decided.</summary>
    public bool Holds() => Replay() is var again && again.Verdict == Verdict && again.Notification == Notification;
}
