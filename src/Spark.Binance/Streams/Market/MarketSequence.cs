using System.Collections.Frozen;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>
/// Lets each event through once and in order, by the exchange's own ids, whichever socket it came over; what is repeated or late is ignored. Remembers
/// when each stream was heard of, because only frames prove that a stream lives.
/// </summary>
internal sealed class MarketSequence(IMarketSink sink, TimeProvider time) : IMarketSink
{
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

    public void OnTrade(in TradeTick tick)
    {
        if (Find(tick.Symbol) is not { } symbol) return;
        lock (symbol.Trades)
        {
            if (!tick.IsAggregate) symbol.SawTrade(time.GetTimestamp());
            if (symbol.Trade.Advances(tick.TradeId, tick.EventTime)) sink.OnTrade(tick);
            else sink.OnIgnored(IgnoredMessage.Stale);
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
        // The last word on a candle may carry the event time of the word before it.
        if (symbol.Candle.Advances((tick.EventTime * 2) + (tick.IsClosed ? 1 : 0))) sink.OnCandle(tick);
        else sink.OnIgnored(IgnoredMessage.Stale);
    }

    public void OnLull() => sink.OnLull();

    public void OnIgnored(IgnoredMessage why) => sink.OnIgnored(why);

    public void OnError(string why) => sink.OnError(why);
}
