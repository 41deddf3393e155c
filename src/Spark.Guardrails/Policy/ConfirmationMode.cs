namespace Spark.Guardrails.Policy;

/// <summary>Where a person confirms (<c>SPARK_CONFIRM</c>).</summary>
public enum ConfirmationMode
{
    /// <summary>A person who calls directly gets the token.</summary>
    Caller,

    /// <summary>Only the confirmation page confirms; no response carries a token.</summary>
    Page,
}
