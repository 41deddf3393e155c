using System.Collections.Frozen;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.State;

/// <summary>
/// The newest market of every symbol, fed by the sockets: each message is checked against what came before, kept, counted and told to subscribers
/// without garbage, at the latest when the socket has nothing more (<see cref="OnLull"/>). Readers never wait. Symbols are named before their messages come (<see cref="Add"/>).
/// </summary>
public sealed class MarketState : IMarketSink
{
    private readonly Lock _changing = new();
    private FrozenDictionary<Symbol, SymbolState> _states = FrozenDictionary<Symbol, SymbolState>.Empty;
    private MarketSubscription[] _subscriptions = [];
    private long _trades;
    private long _books;
    private long _tickers;
    private long _markPrices;
    private long _stale;
    private long _tradeGaps;
    private long _ignored;
    private long _errors;

    public MarketCounts Counts => new(
        Volatile.Read(ref _trades), Volatile.Read(ref _books), Volatile.Read(ref _tickers), Volatile.Read(ref _markPrices),
        Interlocked.Read(ref _stale), Volatile.Read(ref _tradeGaps), Interlocked.Read(ref _ignored), Interlocked.Read(ref _errors));

    /// <summary>Makes room for symbols; known ones keep their state.</summary>
    public void Add(IEnumerable<Symbol> symbols)
    {
        lock (_changing)
        {
            var states = _states.ToDictionary();
            foreach (var symbol in symbols) states.TryAdd(symbol, new SymbolState(symbol));
            Volatile.Write(ref _states, states.ToFrozenDictionary());
        }
    }

    public bool TryGetTrade(Symbol symbol, out TradeTick tick)
    {
        tick = default;
        return Find(symbol) is { } state && state.Trade.TryRead(out tick);
    }

    public bool TryGetDepth(Symbol symbol, out DepthTick tick)
    {
        tick = default;
        return Find(symbol) is { } state && state.Depth.TryRead(out tick);
    }

    public bool TryGetTicker(Symbol symbol, out TickerTick tick)
    {
        tick = default;
        return Find(symbol) is { } state && state.Ticker.TryRead(out tick);
    }

    public bool TryGetMarkPrice(Symbol symbol, out MarkPriceTick tick)
    {
        tick = default;
        return Find(symbol) is { } state && state.MarkPrice.TryRead(out tick);
    }

    /// <summary>Tells a new subscriber of <paramref name="symbols"/> from here on.</summary>
    /// <param name="symbols">Which contracts; they are added when they are new.</param>
    /// <param name="kinds">What of them.</param>
    /// <param name="tradeCapacity">Trades that wait at most; beyond it the oldest are dropped.</param>
    public MarketSubscription Subscribe(IReadOnlyCollection<Symbol> symbols, MarketStreams kinds = MarketStreams.All, int tradeCapacity = 1024)
    {
        Add(symbols);
        var subscription = new MarketSubscription(symbols.Count, tradeCapacity, Leave);
        lock (_changing)
        {
            Volatile.Write(ref _subscriptions, [.. _subscriptions, subscription]);
            foreach (var state in symbols.Distinct().Select(s => _states[s])) state.SetInterests([.. state.Interests, new Interest(subscription, kinds)]);
        }
        return subscription;
    }

    public void OnTrade(in TradeTick tick)
    {
        if (Find(tick.Symbol) is not { } state) return;
        if (tick.TradeId <= state.LastTradeId)
        {
            Interlocked.Increment(ref _stale);
            return;
        }
        if (state.LastTradeId >= 0) Interlocked.Add(ref _tradeGaps, tick.TradeId - state.LastTradeId - 1);
        state.LastTradeId = tick.TradeId;
        state.Trade.Set(tick);
        Interlocked.Increment(ref _trades);
        state.Traded(tick);
    }

    public void OnDepth(in DepthTick tick)
    {
        if (Find(tick.Symbol) is not { } state) return;
        if (tick.LastUpdateId <= state.LastUpdateId)
        {
            Interlocked.Increment(ref _stale);
            return;
        }
        state.LastUpdateId = tick.LastUpdateId;
        state.Depth.Set(tick);
        Interlocked.Increment(ref _books);
        state.Changed(MarketStreams.Depth);
    }

    public void OnTicker(in TickerTick tick)
    {
        if (Find(tick.Symbol) is not { } state) return;
        if (tick.EventTime < state.LastTickerAt)
        {
            Interlocked.Increment(ref _stale);
            return;
        }
        state.LastTickerAt = tick.EventTime;
        state.Ticker.Set(tick);
        Interlocked.Increment(ref _tickers);
        state.Changed(MarketStreams.Ticker);
    }

    public void OnMarkPrice(in MarkPriceTick tick)
    {
        if (Find(tick.Symbol) is not { } state) return;
        if (tick.EventTime < state.LastMarkPriceAt)
        {
            Interlocked.Increment(ref _stale);
            return;
        }
        state.LastMarkPriceAt = tick.EventTime;
        state.MarkPrice.Set(tick);
        Interlocked.Increment(ref _markPrices);
        state.Changed(MarketStreams.MarkPrice);
    }

    public void OnLull()
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions)) subscription.Lull();
    }

    public void OnIgnored(IgnoredMessage why) => Interlocked.Increment(ref _ignored);

    public void OnError(string why) => Interlocked.Increment(ref _errors);

    private SymbolState? Find(Symbol symbol) => Volatile.Read(ref _states).GetValueOrDefault(symbol);

    private void Leave(MarketSubscription subscription)
    {
        lock (_changing)
        {
            Volatile.Write(ref _subscriptions, [.. _subscriptions.Where(s => !ReferenceEquals(s, subscription))]);
            foreach (var state in _states.Values) state.SetInterests([.. state.Interests.Where(i => !ReferenceEquals(i.Subscription, subscription))]);
        }
    }
}
