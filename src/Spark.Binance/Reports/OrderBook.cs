using System.Collections.Immutable;
using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>A snapshot of the book, best prices first.</summary>
public sealed record OrderBook(Symbol Symbol, long LastUpdateId, DateTimeOffset At, ImmutableArray<BookLevel> Bids, ImmutableArray<BookLevel> Asks);
