namespace Spark.Domain.Orders;

/// <summary>What an order type needs.</summary>
public static class OrderTypeExtensions
{
    /// <summary>Whether the type carries a limit price: LIMIT, STOP, TAKE_PROFIT.</summary>
    public static bool IsPriced(this OrderType type) => type is OrderType.Limit or OrderType.Stop or OrderType.TakeProfit;

    /// <summary>Whether the type waits for a trigger price: the four stop types.</summary>
    public static bool IsConditional(this OrderType type) => type is not (OrderType.Market or OrderType.Limit);

    /// <summary>Whether a conditional order triggers when the price rises to its stop price: a BUY stop or a SELL take profit.</summary>
    public static bool TriggersAbove(this OrderIntent intent) =>
        (intent.Type is OrderType.Stop or OrderType.StopMarket) == (intent.Side == Side.Buy);
}
