namespace Spark.Guardrails.Confirmation;

/// <summary>What a confirmation led to; a closed set.</summary>
public abstract record RedeemResult
{
    private RedeemResult()
    {
    }

    /// <summary>Carry it out, once. The grant is made durable before anything is sent.</summary>
    public sealed record Granted(Proposal Proposal, UsedGrant Grant) : RedeemResult;

    /// <summary>The same content was carried out before: answer with its outcome.</summary>
    public sealed record AlreadyUsed(string OutcomeKey) : RedeemResult;

    public sealed record Refused(ConfirmationFault Fault) : RedeemResult;
}
