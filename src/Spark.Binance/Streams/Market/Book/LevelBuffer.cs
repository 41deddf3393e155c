using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.Book;

/// <summary>Levels in an array that is kept and grows with the largest message.</summary>
internal sealed class LevelBuffer
{
    private BookLevel[] _levels = new BookLevel[64];
    private int _count;

    public ReadOnlySpan<BookLevel> Written => _levels.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(BookLevel level)
    {
        if (_count == _levels.Length) Array.Resize(ref _levels, _count * 2);
        _levels[_count++] = level;
    }
}
