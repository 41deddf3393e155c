using Spark.Domain.Markets;

namespace Spark.Executor.Journal;

/// <summary>A symbol's leverage is about to be set on the exchange. <paramref name="From"/> is null when it was not known.</summary>
public sealed record LeverageRequested(Symbol Symbol, int? From, int To) : JournalEntry
{
    public const string Kind = "leverage.requested";

    /// <summary>The person who confirmed it, where that is not the actor.</summary>
    public string? ConfirmedBy { get; init; }
}
