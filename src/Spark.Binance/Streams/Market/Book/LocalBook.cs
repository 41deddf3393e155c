using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.Book;

/// <summary>
/// A symbol's whole book, kept from a REST snapshot and the differences since. It is either proved without a gap or void: differences chain by
/// <c>pu</c>, and the first one after the snapshot has to span its id. Pure, one caller at a time; a difference is applied without garbage.
/// </summary>
public sealed class LocalBook(Symbol symbol)
{
    /// <summary>Differences that wait for a snapshot at most; beyond it the oldest are dropped, and a snapshot has to be younger.</summary>
    public const int LargestBuffer = 4096;

    private readonly BookSide _bids = new(isBids: true);
    private readonly BookSide _asks = new(isBids: false);
    private readonly Queue<DepthDiff> _waiting = new();
    private bool _isChained;

    public Symbol Symbol { get; } = symbol;

    /// <summary>Whether the book is proved up to <see cref="LastUpdateId"/>.</summary>
    public bool IsLive { get; private set; }

    public long LastUpdateId { get; private set; }

    public int BidCount => IsLive ? _bids.Count : 0;

    public int AskCount => IsLive ? _asks.Count : 0;

    /// <summary>The bid of <paramref name="rank"/>, the best is 0.</summary>
    public BookLevel Bid(int rank) => _bids[rank];

    /// <summary>The ask of <paramref name="rank"/>, the best is 0.</summary>
    public BookLevel Ask(int rank) => _asks[rank];

    /// <summary>Takes a difference in.</summary>
    public BookStep Apply(DepthDiff diff)
    {
        if (!IsLive)
        {
            Keep(diff);
            return BookStep.Buffered;
        }
        if (diff.LastUpdateId < LastUpdateId || (_isChained && diff.LastUpdateId == LastUpdateId)) return BookStep.Stale;
        if (_isChained ? diff.PreviousUpdateId != LastUpdateId : !Meets(diff, LastUpdateId)) return Void(diff);
        Put(diff);
        return BookStep.Applied;
    }

    /// <summary>
    /// Begins from a snapshot and what has waited. False when they don't meet: the snapshot is too old, and a newer one has to be taken.
    /// </summary>
    public bool Load(OrderBook snapshot)
    {
        while (_waiting.TryPeek(out var oldest) && oldest.LastUpdateId < snapshot.LastUpdateId) _waiting.Dequeue();
        if (_waiting.TryPeek(out var first) && !Meets(first, snapshot.LastUpdateId)) return false;
        Begin(snapshot);
        while (_waiting.TryDequeue(out var diff))
        {
            if (Apply(diff) == BookStep.Gap) return false;
        }
        return true;
    }

    /// <summary>Nothing is known any more: the connection was lost.</summary>
    public void Reset()
    {
        IsLive = false;
        _waiting.Clear();
    }

    /// <summary>The best levels of both sides as they are now.</summary>
    public OrderBook Snapshot(int levels, DateTimeOffset at) =>
        new(Symbol, LastUpdateId, at, Best(_bids, Math.Min(levels, BidCount)), Best(_asks, Math.Min(levels, AskCount)));

    // Either its first id is in the snapshot (the exchange's rule), or the difference before it is: then too nothing lies between.
    private static bool Meets(DepthDiff first, long snapshotId) => Math.Min(first.FirstUpdateId, first.PreviousUpdateId) <= snapshotId;

    private static ImmutableArray<BookLevel> Best(BookSide side, int count) => [.. Enumerable.Range(0, count).Select(rank => side[rank])];

    private void Begin(OrderBook snapshot)
    {
        _bids.Clear();
        _asks.Clear();
        foreach (var level in snapshot.Bids) _bids.Set(level);
        foreach (var level in snapshot.Asks) _asks.Set(level);
        LastUpdateId = snapshot.LastUpdateId;
        _isChained = false;
        IsLive = true;
    }

    private void Put(DepthDiff diff)
    {
        foreach (var level in diff.Bids) _bids.Set(level);
        foreach (var level in diff.Asks) _asks.Set(level);
        LastUpdateId = diff.LastUpdateId;
        _isChained = true;
    }

    // What waits behind the gap belongs to the next snapshot.
    private BookStep Void(DepthDiff diff)
    {
        var behind = _waiting.ToArray();
        Reset();
        Keep(diff);
        foreach (var later in behind) _waiting.Enqueue(later);
        return BookStep.Gap;
    }

    private void Keep(DepthDiff diff)
    {
        if (_waiting.Count == LargestBuffer) _waiting.Dequeue();
        _waiting.Enqueue(diff.Copy());
    }
}
