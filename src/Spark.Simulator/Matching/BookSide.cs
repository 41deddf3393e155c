namespace Spark.Simulator.Matching;

/// <summary>
/// One side of a book: levels in an array with the best one last, so that the busy end is cheap to change.
/// </summary>
public sealed class BookSide(bool isBid)
{
    private readonly Stack<PriceLevel> _spare = new();
    private PriceLevel[] _levels = new PriceLevel[64];

    public int Count { get; private set; }

    public PriceLevel? Best => Count == 0 ? null : _levels[Count - 1];

    /// <summary>The level at <paramref name="rank"/>, 0 being the best.</summary>
    public PriceLevel this[int rank] => _levels[Count - 1 - rank];

    internal void Add(BookOrder order)
    {
        var at = Find(order.Ticks);
        if (at < 0) at = Insert(~at, order.Ticks);
        _levels[at].Append(order);
    }

    internal void Remove(BookOrder order)
    {
        var level = order.Level!;
        level.Remove(order);
        if (level.First is not null) return;
        var at = Find(level.Ticks);
        Count--;
        Array.Copy(_levels, at + 1, _levels, at, Count - at);
        _levels[Count] = null!;
        _spare.Push(level);
    }

    internal void Clear()
    {
        Array.Clear(_levels, 0, Count);
        Count = 0;
    }

    private int Insert(int at, long ticks)
    {
        if (Count == _levels.Length) Array.Resize(ref _levels, Count * 2);
        Array.Copy(_levels, at, _levels, at + 1, Count - at);
        var level = _spare.Count > 0 ? _spare.Pop() : new PriceLevel();
        level.Ticks = ticks;
        level.Lots = 0;
        _levels[at] = level;
        Count++;
        return at;
    }

    private int Find(long ticks)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _levels[middle].Ticks;
            if (found == ticks) return middle;
            if (found < ticks == isBid) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
