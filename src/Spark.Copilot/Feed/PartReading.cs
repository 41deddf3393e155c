namespace Spark.Copilot.Feed;

/// <summary>How the reading of one part of the desk stands.</summary>
/// <param name="At">When it was last read, UTC; null: never.</param>
/// <param name="FailsSince">When it first could not be read, UTC; null: the last reading succeeded.</param>
public sealed record PartReading(DateTimeOffset? At, DateTimeOffset? FailsSince)
{
    /// <summary>The reading after one more try at <paramref name="now"/>.</summary>
    public PartReading After(bool succeeded, DateTimeOffset now) => succeeded ? new(now, null) : this with { FailsSince = FailsSince ?? now };

    /// <summary>Whether what is known can be shown as it is now.</summary>
    public bool IsCurrent(DateTimeOffset now) => FailsSince is null && now - At <= Notices.Old;
}
