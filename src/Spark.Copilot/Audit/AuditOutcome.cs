namespace Spark.Copilot.Audit;

/// <summary>How something ended, as a record tells it.</summary>
internal enum AuditOutcome
{
    /// <summary>It was noted; nothing ended.</summary>
    Noted,

    /// <summary>Carried out, accepted, filled.</summary>
    Done,

    /// <summary>Only simulated.</summary>
    Simulated,

    /// <summary>Waits for a person.</summary>
    Proposed,

    /// <summary>Nothing was carried out.</summary>
    Refused,

    /// <summary>Nobody knew at that moment.</summary>
    Unknown,
}
