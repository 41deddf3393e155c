namespace Spark.Binance.Streams.Market;

/// <summary>How far one symbol's streams have come, and when each was heard of last.</summary>
internal sealed class SymbolSequence
{
    private long _markSeenAt;
    private long _bookSeenAt;
    private long _tradeSeenAt;
    private long _tickerSeenAt;
    private long _candleSeenAt;
    private long _tickerOwedSince;
    private long _candleOwedSince;
    private int _booksSinceTrade;
    private long _book = -1;

    /// <summary>Guards trades: two streams may tell of them.</summary>
    public Lock Trades { get; } = new();

    public MissedTrades Missed { get; } = new();

    public Place Trade;

    public Place Book;

    public Place Ticker;

    public Place Mark;

    public Place Candle;

    /// <summary>Timestamp of the last mark price; 0 before the first.</summary>
    public long MarkSeenAt
    {
        get => Volatile.Read(ref _markSeenAt);
        set => Volatile.Write(ref _markSeenAt, value);
    }

    public long BookSeenAt => Volatile.Read(ref _bookSeenAt);

    /// <summary>Timestamp of the last single trade; 0 before the first.</summary>
    public long TradeSeenAt => Volatile.Read(ref _tradeSeenAt);

    /// <summary>Timestamp of the last ticker; 0 before the first.</summary>
    public long TickerSeenAt => Volatile.Read(ref _tickerSeenAt);

    /// <summary>Timestamp of the last candle; 0 before the first.</summary>
    public long CandleSeenAt => Volatile.Read(ref _candleSeenAt);

    /// <summary>Timestamp of the first trade that no ticker has followed yet; 0 when there is none.</summary>
    public long TickerOwedSince => Volatile.Read(ref _tickerOwedSince);

    /// <summary>Timestamp of the first trade that no candle has followed yet; 0 when there is none.</summary>
    public long CandleOwedSince => Volatile.Read(ref _candleOwedSince);

    /// <summary>Books that came since the last single trade.</summary>
    public int BooksSinceTrade => Volatile.Read(ref _booksSinceTrade);

    /// <summary>The last book's update id; -1 before the first.</summary>
    public long LastUpdateId => Volatile.Read(ref _book);

    public void SawBook(long at, long updateId)
    {
        Volatile.Write(ref _bookSeenAt, at);
        Volatile.Write(ref _book, updateId);
        Interlocked.Increment(ref _booksSinceTrade);
    }

    /// <summary>Something was traded, whichever stream told it: a ticker and a candle have to follow.</summary>
    public void Traded(long at)
    {
        if (TickerOwedSince == 0) Volatile.Write(ref _tickerOwedSince, at);
        if (CandleOwedSince == 0) Volatile.Write(ref _candleOwedSince, at);
    }

    public void SawTicker(long at)
    {
        Volatile.Write(ref _tickerSeenAt, at);
        Volatile.Write(ref _tickerOwedSince, 0);
    }

    public void SawCandle(long at)
    {
        Volatile.Write(ref _candleSeenAt, at);
        Volatile.Write(ref _candleOwedSince, 0);
    }

    public void SawTrade(long at)
    {
        Volatile.Write(ref _tradeSeenAt, at);
        Volatile.Write(ref _booksSinceTrade, 0);
    }
}
