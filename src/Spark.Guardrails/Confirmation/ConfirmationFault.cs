namespace Spark.Guardrails.Confirmation;

/// <summary>Why a confirmation is not valid (409 ConfirmationInvalid).</summary>
public enum ConfirmationFault
{
    /// <summary>No such proposal, or another principal's.</summary>
    Unknown,

    Expired,

    /// <summary>The content is not what was proposed.</summary>
    Changed,

    /// <summary>The mark price is more than 1 % from the one shown, or isn't known now.</summary>
    PriceMoved,
}
