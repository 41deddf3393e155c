namespace Spark.Copilot.Feed;

/// <summary>Something about the desk that a person has to know before trusting what the page shows.</summary>
/// <param name="Code">Names its texts: the title, and with <c>Says</c> what it means.</param>
/// <param name="IsBad">Whether what is shown can't be trusted at all; otherwise it can, with care.</param>
/// <param name="Detail">The executor's own word; null where there is none.</param>
/// <param name="Reason">The kind of that word, where it has one: <c>dailyLoss</c>.</param>
public sealed record Notice(string Code, bool IsBad, string? Detail = null, string? Reason = null)
{
    /// <summary>Since when, UTC; null: since the executor last answered.</summary>
    public DateTimeOffset? Since { get; init; }
}
