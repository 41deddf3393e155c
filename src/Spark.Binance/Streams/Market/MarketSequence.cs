using System.Collections.Frozen;
using Spark.Binance.Reports;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// Lets each event through once and in order, by the exchange's own ids, whichever socket it came over; what is repeated or late is ignored. Remembers
/// when each stream was heard of, because only frames prove that a stream lives.
/// </summary>
internal sealed class MarketSequence(IMarketSink sink, TimeProvider time) : IMarketSink
{
    private Action<Symbol>? _fetch;
    private readonly Lock _growing = new();
    private FrozenDictionary<Symbol, SymbolSequence> _symbols = FrozenDictionary<Symbol, SymbolSequence>.Empty;

    public void Add(IEnumerable<Symbol> symbols)
    {
        lock (_growing)
        {
            var grown = _symbols.ToDictionary();
            foreach (var symbol in symbols) grown.TryAdd(symbol, new SymbolSequence());
            Volatile.Write(ref _symbols, grown.ToFrozenDictionary());
        }
    }

    public SymbolSequence? Find(Symbol symbol) => Volatile.Read(ref _symbols).GetValueOrDefault(symbol);

    /// <summary>Trades that an outage swallowed are to be had: <paramref name="fetch"/> begins to get them and ends with <see cref="CatchUp"/>.</summary>
    public void FetchMissed(Action<Symbol> fetch) => _fetch = fetch;

    /// <summary>Trades may have been missed.</summary>
    public void Reconnected()
    {
        if (_fetch is null) return;
        foreach (var (_, symbol) in Volatile.Read(ref _symbols))
        {
            lock (symbol.Trades) symbol.Missed.Expect();
        }
    }

    /// <summary>Tells of the trades that were missed and then of those that waited for them; gives how many were told, and how many are not to be had.</summary>
    public (int Told, long Lost) CatchUp(Symbol name, IReadOnlyList<PublicTrade> missed)
    {
        if (Find(name) is not { } symbol) return default;
        lock (symbol.Trades)
        {
            var held = symbol.Missed.Release();
            if (held is not [var first, ..] || symbol.Trade.Last is not { } last) return default;
            var told = 0;
            foreach (var trade in missed.OrderBy(trade => trade.TradeId).Where(trade => trade.TradeId > last && trade.TradeId < first.TradeId))
            {
                // Told now: its event is of now, whatever the time of the trade.
                PassOn(symbol, new TradeTick(name, trade.TradeId, trade.Price, trade.Quantity, trade.BuyerIsMaker, trade.Time.ToUnixTimeMilliseconds(), first.EventTime));
                told++;
            }
            PassOn(symbol, held);
            return (told, first.TradeId - last - 1 - told);
        }
    }

    public void OnTrade(in TradeTick tick)
    {
        if (Find(tick.Symbol) is not { } symbol) return;
        lock (symbol.Trades)
        {
            var now = time.GetTimestamp();
            symbol.Traded(now);
            if (!tick.IsAggregate) symbol.SawTrade(now);
            if (symbol.Missed.IsFull) PassOn(symbol, symbol.Missed.Release());
            if (!symbol.Missed.Holds(tick, symbol.Trade, out var isFirst)) PassOn(symbol, tick);
            else if (isFirst) _fetch?.Invoke(tick.Symbol);
        }
    }

    public void OnDepth(in DepthTick tick)
    {
        if (Find(tick.Symbol) is not { } symbol) return;
        if (symbol.Book.Advances(tick.LastUpdateId, tick.EventTime))
        {
            symbol.SawBook(time.GetTimestamp(), tick.LastUpdateId);
            sink.OnDepth(tick);
        }
        else
        {
            sink.OnIgnored(IgnoredMessage.Stale);
        }
    }

    public void OnTicker(in TickerTick tick)
    {
        if (Find(tick.Symbol) is not { } symbol) return;
        symbol.SawTicker(time.GetTimestamp());
        if (symbol.Ticker.Advances(tick.EventTime)) sink.OnTicker(tick);
        else sink.OnIgnored(IgnoredMessage.Stale);
    }

    public void OnMarkPrice(in MarkPriceTick tick)
    {
        if (Find(tick.Symbol) is not { } symbol) return;
        symbol.MarkSeenAt = time.GetTimestamp();
        if (symbol.Mark.Advances(tick.EventTime)) sink.OnMarkPrice(tick);
        else sink.OnIgnored(IgnoredMessage.Stale);
    }

    public void OnCandle(in CandleTick tick)
    {
        if (Find(tick.Symbol) is not { } symbol) return;
        symbol.SawCandle(time.GetTimestamp());
        // The last word on a candle may carry the event time of the word before it.
        if (symbol.Candle.Advances((tick.EventTime * 2) + (tick.IsClosed ? 1 : 0))) sink.OnCandle(tick);
        else sink.OnIgnored(IgnoredMessage.Stale);
    }

    public void OnLull() => sink.OnLull();

    public void OnIgnored(IgnoredMessage why) => sink.OnIgnored(why);

    public void OnError(string why) => sink.OnError(why);

    private void PassOn(SymbolSequence symbol, IReadOnlyList<TradeTick> held)
    {
        foreach (var trade in held) PassOn(symbol, trade);
    }

    private void PassOn(SymbolSequence symbol, in TradeTick tick)
    {
        if (symbol.Trade.Advances(tick.TradeId, tick.EventTime)) sink.OnTrade(tick);
        else sink.OnIgnored(IgnoredMessage.Stale);
    }
}
