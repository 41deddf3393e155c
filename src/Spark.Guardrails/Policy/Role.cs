namespace Spark.Guardrails.Policy;

/// <summary>What an API key may do; each role includes those before it.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Streams, simulations, lab, exposure and settings too.</summary>
    Trader,

    /// <summary>Closing the breaker and drills too.</summary>
    Admin,
}
