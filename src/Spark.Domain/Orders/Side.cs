namespace Spark.Domain.Orders;

/// <summary>Direction of an order.</summary>
public enum Side
{
    Buy,
    Sell,
}
