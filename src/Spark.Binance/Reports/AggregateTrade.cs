using Spark.Domain.Markets;

namespace Spark.Binance.Reports;

/// <summary>The trades of one taker order at one price. Its id is of another space than those of trades.</summary>
public sealed record AggregateTrade(
    Symbol Symbol, long Id, decimal Price, decimal Quantity, long FirstTradeId, long LastTradeId, bool BuyerIsMaker, DateTimeOffset Time);
