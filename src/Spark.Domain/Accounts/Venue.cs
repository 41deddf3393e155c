namespace Spark.Domain.Accounts;

/// <summary>Where orders go.</summary>
public enum Venue
{
    /// <summary>The embedded exchange, or any exchange on loopback.</summary>
    Simulator,

    /// <summary>The exchange's published test hosts.</summary>
    Testnet,

    /// <summary>Everything else: read-only.</summary>
    Production,
}
