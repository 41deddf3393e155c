using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.Book;

/// <summary>One side of a book, sorted with the best level last: changes come mostly near the best, so little has to move.</summary>
internal sealed class BookSide(bool isBids)
{
    private BookLevel[] _levels = new BookLevel[256];

    public int Count { get; private set; }

    /// <summary>Level <paramref name="rank"/>, the best is 0.</summary>
    public BookLevel this[int rank] => _levels[Count - 1 - rank];

    public void Clear() => Count = 0;

    /// <summary>Sets a level's quantity; 0 removes it, and removing what is not there is normal.</summary>
    public void Set(BookLevel level)
    {
        var at = IndexOf(level.Price, out var isThere);
        if (isThere && level.Quantity == 0) Remove(at);
        else if (isThere) _levels[at] = level;
        else if (level.Quantity != 0) Insert(at, level);
    }

    private void Insert(int at, BookLevel level)
    {
        if (Count == _levels.Length) Array.Resize(ref _levels, Count * 2);
        Array.Copy(_levels, at, _levels, at + 1, Count - at);
        _levels[at] = level;
        Count++;
    }

    private void Remove(int at)
    {
        Count--;
        Array.Copy(_levels, at + 1, _levels, at, Count - at);
    }

    private int IndexOf(decimal price, out bool isThere)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = isBids ? _levels[middle].Price.CompareTo(price) : price.CompareTo(_levels[middle].Price);
            if (order == 0)
            {
                isThere = true;
                return middle;
            }
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        isThere = false;
        return low;
    }
}
