using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>A trade of the market: price in quote asset, quantity in base asset.</summary>
public sealed record PublicTrade(Symbol Symbol, long TradeId, decimal Price, decimal Quantity, bool BuyerIsMaker, DateTimeOffset Time);
