using System.Diagnostics.CodeAnalysis;
using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market;

/// <summary>The top of the book as a whole, best levels first, at most five a side; times in ms since 1970 of the exchange.</summary>
public readonly struct DepthTick(
    Symbol symbol, long eventTime, long transactionTime, long lastUpdateId, in DepthLevels bids, int bidCount, in DepthLevels asks, int askCount)
{
    private readonly DepthLevels _bids = bids;
    private readonly DepthLevels _asks = asks;
    private readonly int _bidCount = bidCount;
    private readonly int _askCount = askCount;

    public Symbol Symbol { get; } = symbol;

    public long EventTime { get; } = eventTime;

    public long TransactionTime { get; } = transactionTime;

    public long LastUpdateId { get; } = lastUpdateId;

    [UnscopedRef]
    public ReadOnlySpan<BookLevel> Bids => ((ReadOnlySpan<BookLevel>)_bids)[.._bidCount];

    [UnscopedRef]
    public ReadOnlySpan<BookLevel> Asks => ((ReadOnlySpan<BookLevel>)_asks)[.._askCount];
}
