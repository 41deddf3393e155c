using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.Book;

/// <summary>
/// A difference of the book (<c>@depth</c>): quantities are absolute, 0 removes the level. One instance is filled again for every message; copy what
/// is kept (<see cref="Copy"/>).
/// </summary>
public sealed class DepthDiff
{
    private readonly LevelBuffer _bids = new();
    private readonly LevelBuffer _asks = new();

    public Symbol Symbol { get; internal set; }

    /// <summary>Milliseconds since 1970 of the exchange.</summary>
    public long EventTime { get; internal set; }

    /// <summary>First update id in it (<c>U</c>).</summary>
    public long FirstUpdateId { get; internal set; }

    /// <summary>Last update id in it (<c>u</c>).</summary>
    public long LastUpdateId { get; internal set; }

    /// <summary>Last update id of the difference before (<c>pu</c>): the chain.</summary>
    public long PreviousUpdateId { get; internal set; }

    public ReadOnlySpan<BookLevel> Bids => _bids.Written;

    public ReadOnlySpan<BookLevel> Asks => _asks.Written;

    /// <summary>Makes a difference by hand.</summary>
    public static DepthDiff Of(Symbol symbol, long first, long last, long previous, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        var diff = new DepthDiff { Symbol = symbol, FirstUpdateId = first, LastUpdateId = last, PreviousUpdateId = previous };
        foreach (var level in bids) diff._bids.Add(level);
        foreach (var level in asks) diff._asks.Add(level);
        return diff;
    }

    public DepthDiff Copy()
    {
        var copy = Of(Symbol, FirstUpdateId, LastUpdateId, PreviousUpdateId, Bids, Asks);
        copy.EventTime = EventTime;
        return copy;
    }

    internal LevelBuffer BidBuffer => _bids;

    internal LevelBuffer AskBuffer => _asks;
}
