using System.Collections.Immutable;

namespace Spark.Domain.Markets;

/// <summary>
/// What is known of a symbol's market at one moment: mark price and the top of the book, each with the time it was received.
/// A part never seen is null or empty; who needs it must refuse.
/// </summary>
public sealed record Quote(Symbol Symbol)
{
    /// <summary>Mark price in quote asset.</summary>
    public decimal? MarkPrice { get; init; }

    public DateTimeOffset? MarkAt { get; init; }

    /// <summary>Whether the mark price was asked for, instead of streamed.</summary>
    public bool MarkByRest { get; init; }

    public decimal? LastPrice { get; init; }

    /// <summary>Best bid first.</summary>
    public ImmutableArray<BookLevel> Bids { get; init; } = [];

    /// <summary>Best ask first.</summary>
    public ImmutableArray<BookLevel> Asks { get; init; } = [];

    public DateTimeOffset? BookAt { get; init; }

    /// <summary>Whether the book was asked for, instead of streamed.</summary>
    public bool BookByRest { get; init; }

    /// <summary>Age of the older of mark and book at <paramref name="now"/>; null when either was never seen.</summary>
    public TimeSpan? AgeAt(DateTimeOffset now) =>
        MarkAt is { } mark && BookAt is { } book ? now - (mark < book ? mark : book) : null;
}
