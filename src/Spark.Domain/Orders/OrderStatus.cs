namespace Spark.Domain.Orders;

/// <summary>An order's status as the exchange reports it.</summary>
public enum OrderStatus
{
    New,
    PartiallyFilled,
    Filled,
    Canceled,
    Rejected,
    Expired,

    /// <summary>Expired by self-trade prevention.</summary>
    ExpiredInMatch,
}
