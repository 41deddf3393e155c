namespace Spark.Domain.Orders;

/// <summary>
/// The life of an order as one function. It keeps three promises: the filled quantity never falls, a closed order never
/// reopens, and the same reports in any order end in the same state or in an anomaly, never in a wrong one.
/// </summary>
public static class OrderLifecycle
{
    /// <summary>Applies <paramref name="happened"/> to an order of <paramref name="quantity"/> that stands at <paramref name="state"/>.</summary>
    public static OrderTransition Apply(OrderState state, OrderEvent happened, decimal quantity) => (state, happened) switch
    {
        (OrderState.Sent, OrderEvent.NotSent) => To(Closed(CloseReason.NotPlaced)),
        (OrderState.Sent, OrderEvent.Refused) => To(Closed(CloseReason.Rejected)),
        (OrderState.Sent, OrderEvent.AnswerLost lost) => To(new OrderState.Unknown(lost.At)),

        // A query may say "no such order" while the request is still on its way, so only an unknown order can be proved absent.
        (OrderState.Unknown, OrderEvent.ProvedAbsent) => To(Closed(CloseReason.NotPlaced)),

        // The exchange drops what is long over from its memory; what filled before stays filled.
        (OrderState.Working working, OrderEvent.Forgotten) =>
            To(new OrderState.Closed(CloseReason.Forgotten, working.FilledQuantity, working.OrderId)),

        // A report can outrun the answer, and it settles an unknown order.
        (OrderState.Sent or OrderState.Unknown, OrderEvent.Reported report) => Report(0, null, report, quantity, state),
        (OrderState.Working working, OrderEvent.Reported report) => Report(working.FilledQuantity, working.OrderId, report, quantity, state),

        // The answer was lost or late, but a report had already told.
        (OrderState.Working or OrderState.Closed, OrderEvent.AnswerLost) => new OrderTransition.Stale(),

        (OrderState.Closed { Reason: CloseReason.NotPlaced or CloseReason.Forgotten } or OrderState.Closed { Reason: CloseReason.Rejected, OrderId: null }, OrderEvent.Reported) =>
            new OrderTransition.Anomaly(state, happened),
        // One that was there and was refused later, such as a stop at its trigger, may be told of late.
        (OrderState.Closed closed, OrderEvent.Reported report) when report.OrderId != closed.OrderId || report.Filled > closed.FilledQuantity =>
            new OrderTransition.Anomaly(state, happened),
        (OrderState.Closed, OrderEvent.Reported) => new OrderTransition.Stale(),

        _ => new OrderTransition.Anomaly(state, happened),
    };

    private static OrderTransition Report(decimal filled, long? orderId, OrderEvent.Reported report, decimal quantity, OrderState state)
    {
        if ((orderId is { } known && known != report.OrderId) || report.Filled > quantity) return new OrderTransition.Anomaly(state, report);
        if (report.Status.IsFinal())
        {
            return report.Filled < filled || (report.Status == OrderStatus.Filled && report.Filled != quantity)
                ? new OrderTransition.Anomaly(state, report)
                : To(new OrderState.Closed(ReasonOf(report.Status), report.Filled, report.OrderId));
        }
        var working = new OrderState.Working(report.OrderId, report.Filled);
        return report.Filled < filled || working.Equals(state) ? new OrderTransition.Stale() : To(working);
    }

    private static CloseReason ReasonOf(OrderStatus status) => status switch
    {
        OrderStatus.Filled => CloseReason.Filled,
        OrderStatus.Canceled => CloseReason.Canceled,
        OrderStatus.Rejected => CloseReason.Rejected,
        _ => CloseReason.Expired,
    };

    private static OrderState.Closed Closed(CloseReason reason) => new(reason, 0, null);

    private static OrderTransition.Moved To(OrderState state) => new(state);
}
