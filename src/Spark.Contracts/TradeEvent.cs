namespace Spark.Contracts;

public sealed record TradeEvent(string Symbol, decimal Price, decimal Quantity, bool BuyerIsMaker, long TradeId, DateTimeOffset Time);
