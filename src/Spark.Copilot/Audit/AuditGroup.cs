namespace Spark.Copilot.Audit;

/// <summary>What a record is about, as a person filters.</summary>
internal enum AuditGroup
{
    Orders,
    Fills,
    Actions,
    Risk,
    Canaries,
    Breaker,
    Account,
    Automatic,
    Other,
}
