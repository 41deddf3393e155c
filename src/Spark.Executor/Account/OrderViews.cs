using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>Orders in the contract's words.</summary>
internal static class OrderViews
{
    public static OrderView Of(Order order) => new()
    {
        OrderId = order.OrderId,
        ClientOrderId = order.Intent.ClientOrderId.Value,
        Symbol = order.Intent.Symbol.Value,
        Side = order.Intent.Side.ToWord(),
        Type = order.Intent.Type.ToWord(),
        Quantity = order.Intent.Quantity,
        ExecutedQuantity = order.State.Filled,
        Price = order.Intent.Type.IsPriced() ? order.Intent.Price : null,
        StopPrice = order.Intent.StopPrice,
        TimeInForce = order.Intent.Type.IsPriced() ? order.Intent.TimeInForce.ToWord() : null,
        ReduceOnly = order.Intent.ReduceOnly,
        Status = StatusOf(order),
        Conditional = order.Intent.Type.IsConditional(),
        Origin = OriginOf(order.Intent.Origin),
        UpdatedAt = order.UpdatedAt,
        AveragePrice = order.AveragePrice,
        State = StateOf(order.State),
    };

    /// <summary>An order that was not sent: a dry run's, or a proposal's.</summary>
    public static OrderView Simulated(OrderIntent intent, DateTimeOffset at) =>
        Of(new Order(intent, new OrderState.Sent(), at)) with { Status = "SIMULATED", State = "notPlaced" };

    /// <summary>The act in one line, for a person.</summary>
    public static string Summary(OrderIntent intent) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{intent.Side.ToWord()} {intent.Quantity} {intent.Symbol} {intent.Type.ToWord()}{StopText(intent)}{PriceText(intent)}{(intent.ReduceOnly ? " reduce-only" : "")}");

    private static string StopText(OrderIntent intent) => intent.StopPrice is { } stop
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" when the price reaches {stop}") : "";

    private static string PriceText(OrderIntent intent) => intent.Type.IsPriced()
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" at {intent.Price} {intent.TimeInForce.ToWord()}") : "";

    public static string OriginOf(OrderOrigin origin) => origin switch
    {
        OrderOrigin.Foreign => "foreign",
        OrderOrigin.Automatic => "automatic",
        _ => "spark",
    };

    private static string StatusOf(Order order) => order.State switch
    {
        OrderState.Closed { Reason: CloseReason.NotPlaced } => "NOT_PLACED",
        OrderState.Closed { Reason: CloseReason.Rejected } => "REJECTED",
        OrderState.Closed { Reason: CloseReason.Forgotten } => "FORGOTTEN",
        OrderState.Sent or OrderState.Unknown => "UNKNOWN",
        _ => order.Status?.ToWord() ?? "UNKNOWN",
    };

    private static string StateOf(OrderState state) => state switch
    {
        OrderState.Working => "open",
        OrderState.Closed { Reason: CloseReason.NotPlaced } => "notPlaced",
        OrderState.Closed => "closed",
        _ => "unknown",
    };
}
