namespace Spark.Domain.Orders;

/// <summary>What a status says.</summary>
public static class OrderStatusExtensions
{
    /// <summary>Whether no later event can change the order.</summary>
    public static bool IsFinal(this OrderStatus status) => status is not (OrderStatus.New or OrderStatus.PartiallyFilled);
}
