using Spark.Domain.Orders;

namespace Spark.Executor.Ledger;

/// <summary>An order as a checkpoint keeps it: the state's name and its parts.</summary>
internal sealed record StoredOrder(
    OrderIntent Intent, string State, decimal Filled, long? OrderId, CloseReason? Reason, DateTimeOffset? UnknownSince,
    DateTimeOffset UpdatedAt, decimal? AveragePrice, OrderStatus? Status, long? ActualOrderId = null, bool CancelAsked = false)
{
    public static StoredOrder Of(Order order) => new(
        order.Intent, order.State.GetType().Name, order.State.Filled, order.OrderId, (order.State as OrderState.Closed)?.Reason,
        (order.State as OrderState.Unknown)?.Since, order.UpdatedAt, order.AveragePrice, order.Status, order.ActualOrderId, order.CancelAsked);

    public Order Restore() => new(Intent, RestoreState(), UpdatedAt) { AveragePrice = AveragePrice, Status = Status, ActualOrderId = ActualOrderId, CancelAsked = CancelAsked };

    private OrderState RestoreState() => State switch
    {
        nameof(OrderState.Sent) => new OrderState.Sent(),
        nameof(OrderState.Unknown) => new OrderState.Unknown(UnknownSince!.Value),
        nameof(OrderState.Working) => new OrderState.Working(OrderId!.Value, Filled),
        nameof(OrderState.Closed) => new OrderState.Closed(Reason!.Value, Filled, OrderId),
        _ => throw new FormatException($"A checkpoint holds an order in the unknown state '{State}'."),
    };
}
