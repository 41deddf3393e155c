using System.Globalization;
using Spark.Binance.Reports;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>Orders that another client placed on the account, as Spark keeps them.</summary>
internal static class ForeignOrders
{
    /// <summary>Types and times in force that Spark has no word for are kept as the nearest one that it has.</summary>
    public static OrderIntent IntentOf(OrderReport report) => new()
    {
        ClientOrderId = ClientOrderId.TryParse(report.ClientOrderId, out var id)
            ? id : IdOf(report.OrderId, report.Type is { } type && type.IsConditional()),
        Symbol = report.Symbol,
        Side = report.Side,
        Type = report.Type ?? (report.Price is null ? OrderType.Market : OrderType.Limit),
        Quantity = report.Quantity,
        Price = report.Price,
        StopPrice = report.StopPrice,
        TimeInForce = report.TimeInForce ?? TimeInForce.GoodTillCancel,
        ReduceOnly = report.ReduceOnly,
        Origin = id.IsSparks ? OrderOrigin.Spark : OrderOrigin.Foreign,
    };

    /// <summary>The id under which an order is kept whose own id Spark doesn't know.</summary>
    public static ClientOrderId IdOf(long orderId, bool algo = false) =>
        ClientOrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"foreign-{(algo ? "algo-" : "")}{orderId}"));

    /// <summary>An order that is looked at and not kept.</summary>
    public static Order OrderOf(OrderReport report, DateTimeOffset now)
    {
        var intent = IntentOf(report);
        OrderState working = new OrderState.Working(report.OrderId, 0);
        var state = report.Status is { } status
            && OrderLifecycle.Apply(working, new OrderEvent.Reported(report.OrderId, status, report.Executed), intent.Quantity) is OrderTransition.Moved moved
            ? moved.To : working;
        return new Order(intent, state, now) { AveragePrice = report.AveragePrice, Status = report.Status };
    }
}
