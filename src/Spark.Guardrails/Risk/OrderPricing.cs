using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk;

/// <summary>Which price an order is valued at.</summary>
public static class OrderPricing
{
    /// <summary>Price at which it is expected to trade: the limit price, else the trigger, else the mark. Null when that isn't known.</summary>
    public static decimal? ExpectedPrice(OrderType type, decimal? price, decimal? stopPrice, decimal? mark) =>
        type.IsPriced() ? price : type.IsConditional() ? stopPrice : mark;

    /// <summary>The largest of mark, <c>price</c> and <c>stopPrice</c>; null when the mark isn't known.</summary>
    public static decimal? HighestPrice(OrderIntent intent, decimal? mark) =>
        mark is { } known ? Math.Max(known, Math.Max(intent.Price ?? 0, intent.StopPrice ?? 0)) : null;
}
