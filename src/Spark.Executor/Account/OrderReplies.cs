using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>What a caller hears of an order that isn't simply accepted.</summary>
internal static class OrderReplies
{
    /// <summary>Neither success nor failure is claimed.</summary>
    public static ErrorResponse Unknown(DateTimeOffset now, Order order) => new("ExecutionUnknown",
        "The exchange's answer was lost: the order may or may not exist. Don't send it again; follow it at /futures/order.")
    {
        ClientOrderId = order.Intent.ClientOrderId.Value,
        Order = OrderViews.Of(order),
        Timestamp = now,
    };

    public static ErrorResponse Rejected(DateTimeOffset now, Order order, int code, string message) => new("ExchangeRejected",
        $"The exchange refused the order: {message}")
    {
        ClientOrderId = order.Intent.ClientOrderId.Value,
        Exchange = new ExchangeAnswerView(code, message),
        Order = OrderViews.Of(order),
        Timestamp = now,
    };

    public static ErrorResponse NotSent(DateTimeOffset now, Order order, string code, string message) => new(code, message)
    {
        ClientOrderId = order.Intent.ClientOrderId.Value,
        Order = OrderViews.Of(order),
        Timestamp = now,
    };
}
