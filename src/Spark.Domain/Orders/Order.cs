namespace Spark.Domain.Orders;

/// <summary>An order and all that is known of it.</summary>
public sealed record Order(OrderIntent Intent, OrderState State, DateTimeOffset UpdatedAt)
{
    /// <summary>Average fill price in quote asset, from events or queries; null until one has told.</summary>
    public decimal? AveragePrice { get; init; }

    /// <summary>The exchange's last word on the status; null until it has spoken.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>Of a conditional order that has triggered: the id of the plain order that it became.</summary>
    public long? ActualOrderId { get; init; }

    /// <summary>Whether Spark has asked for its cancel: when it ends then, it has not vanished.</summary>
    public bool CancelAsked { get; init; }

    /// <summary>Whether it is the algo service's to find and to cancel: a conditional order that has not triggered.</summary>
    public bool IsInAlgoService => Intent.Type.IsConditional() && ActualOrderId is null;

    /// <summary>The exchange's id, once known; a conditional order's is its algo id, also after it has triggered.</summary>
    public long? OrderId => State switch
    {
        OrderState.Working working => working.OrderId,
        OrderState.Closed closed => closed.OrderId,
        _ => null,
    };

    /// <summary>Quantity that can still fill: it counts towards every limit until the order is closed.</summary>
    public decimal Remaining => State.IsClosed ? 0 : Intent.Quantity - State.Filled;
}
