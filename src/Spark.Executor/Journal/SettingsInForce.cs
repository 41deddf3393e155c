using Spark.Contracts;

namespace Spark.Executor.Journal;

/// <summary>The limits that a start or a reload put in force.</summary>
public sealed record SettingsInForce(string Venue, RiskLimitsView Limits, bool CircuitBreakerEnabled) : JournalEntry
{
    public const string Kind = "settings.inForce";

    /// <summary>Whether reaching the daily loss limit closes everything.</summary>
    public bool FlattenOnLoss { get; init; }
}
