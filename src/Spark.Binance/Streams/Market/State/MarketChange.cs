using Spark.Domain.Markets;

namespace Spark.Binance.Streams.Market.State;

/// <summary>Something newer than what the subscriber has seen; the value itself is read from <see cref="MarketState"/>.</summary>
/// <param name="Symbol">Of which contract.</param>
/// <param name="Kind">One of Depth, Ticker, MarkPrice.</param>
public readonly record struct MarketChange(Symbol Symbol, MarketStreams Kind);
