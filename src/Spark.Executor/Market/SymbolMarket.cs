using Spark.Domain.Markets;

namespace Spark.Executor.Market;

/// <summary>One symbol's newest values, each with the time it was received.</summary>
internal sealed class SymbolMarket
{
    private Made? _last;

    public Latest<Stamped<decimal>> Mark { get; } = new();

    public Latest<Stamped<decimal>> Last { get; } = new();

    public Latest<Stamped<TopOfBook>> Book { get; } = new();

    public Latest<Stamped<DayTicker>> Ticker { get; } = new();

    public Latest<Stamped<MinuteCandle>> Candle { get; } = new();

    /// <summary>The newest of each. Decisions ask for it several times over, so one is kept until something moves.</summary>
    public Quote Quote(Symbol symbol)
    {
        var versions = (Mark.Version, Book.Version, Last.Version);
        if (Volatile.Read(ref _last) is { } last && last.Versions == versions) return last.Quote;
        var made = Make(symbol);
        Volatile.Write(ref _last, new Made(versions, made));
        return made;
    }

    private Quote Make(Symbol symbol)
    {
        var hasMark = Mark.TryRead(out var mark);
        var hasBook = Book.TryRead(out var book);
        return new Quote(symbol)
        {
            MarkPrice = hasMark ? mark.Value : null,
            MarkAt = hasMark ? mark.At : null,
            MarkByRest = hasMark && mark.ByRest,
            LastPrice = Last.TryRead(out var last) ? last.Value : null,
            Bids = hasBook ? book.Value.Bids.ToImmutable() : [],
            Asks = hasBook ? book.Value.Asks.ToImmutable() : [],
            BookAt = hasBook ? book.At : null,
            BookByRest = hasBook && book.ByRest,
        };
    }

    private sealed record Made((int Mark, int Book, int Last) Versions, Quote Quote);
}
