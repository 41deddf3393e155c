namespace Spark.Copilot.Conversation;

/// <summary>Why nothing is proposed.</summary>
/// <param name="Code"><see cref="OutOfScope"/> or <see cref="PolicyViolation"/>.</param>
/// <param name="Message">One sentence in the person's language.</param>
public sealed record Refusal(string Code, string Message)
{
    /// <summary>A wish that the catalogue can't do.</summary>
    public const string OutOfScope = "OutOfScope";

    /// <summary>A wish to skip, weaken or forge a safeguard, to trade elsewhere, or to learn a secret.</summary>
    public const string PolicyViolation = "PolicyViolation";
}
