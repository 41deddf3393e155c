namespace Spark.Binance.Streams.Market.State;

/// <summary>A change on its way to a subscriber.</summary>
internal readonly record struct PendingChange(SymbolState State, Interest Interest, MarketStreams Kind);
