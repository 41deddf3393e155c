namespace Spark.Guardrails.Automation;

/// <summary>What a look at a signal led to.</summary>
public enum GuardrailVerdict
{
    /// <summary>Nothing to do.</summary>
    Hold,

    /// <summary>The rule's action is taken.</summary>
    Act,

    /// <summary>A lasting action ends.</summary>
    Release,

    /// <summary>Data that was due didn't come: somebody is told, nothing else is done.</summary>
    NoData,
}
