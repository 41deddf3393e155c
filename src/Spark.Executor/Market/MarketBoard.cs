using System.Collections.Concurrent;
using Spark.Domain.Markets;

namespace Spark.Executor.Market;

/// <summary>The newest market of every symbol that is watched or was asked for. Written by streams and by REST, read by everybody.</summary>
internal sealed class MarketBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<Symbol, SymbolMarket> _markets = new();
    private long _marks;

    /// <summary>How many mark prices have been set: what is valued at mark is as it was while this is.</summary>
    public long Marks => Interlocked.Read(ref _marks);

    /// <summary>What is known of a symbol; null when nothing is.</summary>
    public Quote? Find(Symbol symbol) => _markets.TryGetValue(symbol, out var market) ? market.Quote(symbol) : null;

    /// <summary>The 24 h numbers, when they were seen.</summary>
    public (DayTicker Ticker, DateTimeOffset At)? FindTicker(Symbol symbol) =>
        _markets.TryGetValue(symbol, out var market) && market.Ticker.TryRead(out var stamped) ? (stamped.Value, stamped.At) : null;

    public void SetMark(Symbol symbol, decimal mark, bool byRest = false)
    {
        Of(symbol).Mark.Set(new Stamped<decimal>(mark, time.GetUtcNow(), byRest));
        Interlocked.Increment(ref _marks);
    }

    public void SetLast(Symbol symbol, decimal price) => Of(symbol).Last.Set(new Stamped<decimal>(price, time.GetUtcNow()));

    public void SetBook(Symbol symbol, in TopOfBook book, bool byRest = false) => Of(symbol).Book.Set(new Stamped<TopOfBook>(book, time.GetUtcNow(), byRest));

    public void SetTicker(Symbol symbol, in DayTicker ticker) => Of(symbol).Ticker.Set(new Stamped<DayTicker>(ticker, time.GetUtcNow()));

    public void SetCandle(Symbol symbol, in MinuteCandle candle) => Of(symbol).Candle.Set(new Stamped<MinuteCandle>(candle, time.GetUtcNow()));

    /// <summary>The candle of the running minute, when one was seen.</summary>
    public (MinuteCandle Candle, DateTimeOffset At)? FindCandle(Symbol symbol) =>
        _markets.TryGetValue(symbol, out var market) && market.Candle.TryRead(out var stamped) ? (stamped.Value, stamped.At) : null;

    private SymbolMarket Of(Symbol symbol) => _markets.GetOrAdd(symbol, _ => new SymbolMarket());
}
