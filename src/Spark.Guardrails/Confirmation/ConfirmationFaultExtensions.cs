namespace Spark.Guardrails.Confirmation;

/// <summary>A fault's spelling and text.</summary>
public static class ConfirmationFaultExtensions
{
    /// <summary>The contract's <c>reason</c>: <c>unknown</c>, <c>expired</c>, <c>changed</c>, <c>priceMoved</c>.</summary>
    public static string ToWord(this ConfirmationFault fault) => fault switch
    {
        ConfirmationFault.Expired => "expired",
        ConfirmationFault.Changed => "changed",
        ConfirmationFault.PriceMoved => "priceMoved",
        _ => "unknown",
    };

    public static string ToMessage(this ConfirmationFault fault) => fault switch
    {
        ConfirmationFault.Expired => "The confirmation has expired: it lives 120 seconds. Propose the action again.",
        ConfirmationFault.Changed => "The content is not what was proposed: send exactly the same, or propose it again.",
        ConfirmationFault.PriceMoved => "The price has moved by more than 1 % since the proposal, or is not known now. Propose the action again.",
        _ => "There is no such confirmation. Propose the action again.",
    };
}
