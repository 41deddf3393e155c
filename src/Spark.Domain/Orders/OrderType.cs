namespace Spark.Domain.Orders;

/// <summary>The order types of the catalogue. The four stop types live in the exchange's algo service until they trigger.</summary>
public enum OrderType
{
    Market,
    Limit,
    StopMarket,
    TakeProfitMarket,
    Stop,
    TakeProfit,
}
