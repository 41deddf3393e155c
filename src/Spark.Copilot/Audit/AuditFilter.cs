namespace Spark.Copilot.Audit;

/// <summary>Which records a person wants to see; nulls and empty texts let everything through.</summary>
internal sealed record AuditFilter
{
    public static AuditFilter Everything { get; } = new();

    public AuditGroup? Group { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public string? Symbol { get; init; }

    /// <summary>UTC, the first moment that counts.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>UTC, the first moment that counts no more.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Stands somewhere in the record.</summary>
    public string? Text { get; init; }

    public bool Takes(AuditRow row) =>
        (Group is null || row.Group == Group)
        && (Outcome is null || row.Outcome == Outcome)
        && (string.IsNullOrEmpty(Symbol) || row.Symbol == Symbol)
        && (From is null || row.Record.At >= From)
        && (To is null || row.Record.At < To)
        && (string.IsNullOrWhiteSpace(Text) || row.Says(Text.Trim()));
}
