using Spark.Binance.Reports;
using Spark.Domain.Orders;

namespace Spark.Testing.Core;

/// <summary>An order on the model exchange.</summary>
internal sealed record ModelOrder(long OrderId, OrderIntent Intent, OrderStatus Status, decimal Filled, long UpdatedAt)
{
    public bool IsOpen => !Status.IsFinal();

    /// <summary>Σ of price × quantity of its fills.</summary>
    public decimal Paid { get; init; }

    public decimal Remaining => IsOpen ? Intent.Quantity - Filled : 0;

    public OrderReport Report() => new()
    {
        Symbol = Intent.Symbol,
        OrderId = OrderId,
        ClientOrderId = Intent.ClientOrderId.Value,
        Side = Intent.Side,
        Type = Intent.Type,
        TypeWord = Intent.Type.ToWord(),
        Quantity = Intent.Quantity,
        Price = Intent.Price,
        TimeInForce = Intent.TimeInForce,
        TimeInForceWord = Intent.TimeInForce.ToWord(),
        ReduceOnly = Intent.ReduceOnly,
        Status = Status,
        StatusWord = Status.ToWord(),
        Executed = Filled,
        AveragePrice = Filled > 0 ? Paid / Filled : null,
        UpdateTime = DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
    };
}
