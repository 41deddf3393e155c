namespace Spark.Binance.Streams.Market.State;

/// <summary>What came in since the start.</summary>
/// <param name="Trades">Taken in.</param>
/// <param name="Books">Taken in.</param>
/// <param name="Tickers">Taken in.</param>
/// <param name="MarkPrices">Taken in.</param>
/// <param name="Stale">Passed over: repeated, or older than what was there.</param>
/// <param name="TradeGaps">Trade ids that were jumped over: lost trades, or ids that the exchange spent elsewhere.</param>
/// <param name="Ignored">Well-formed and of no use.</param>
/// <param name="Errors">Could not be read.</param>
public readonly record struct MarketCounts(
    long Trades, long Books, long Tickers, long MarkPrices, long Stale, long TradeGaps, long Ignored, long Errors);
