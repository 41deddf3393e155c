using System.Collections.Frozen;

namespace Spark.Domain.Orders;

/// <summary>The exchange's spelling of sides, types, times in force and statuses, which our own contract shares.</summary>
public static class OrderWords
{
    private static readonly FrozenDictionary<string, Side> Sides =
        Enum.GetValues<Side>().ToFrozenDictionary(ToWord, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, OrderType> Types =
        Enum.GetValues<OrderType>().ToFrozenDictionary(ToWord, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, TimeInForce> TimesInForce =
        Enum.GetValues<TimeInForce>().ToFrozenDictionary(ToWord, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, OrderStatus> Statuses =
        Enum.GetValues<OrderStatus>().ToFrozenDictionary(ToWord, StringComparer.Ordinal);

    public static string ToWord(this Side side) => side == Side.Buy ? "BUY" : "SELL";

    public static string ToWord(this OrderType type) => type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => "LIMIT",
        OrderType.StopMarket => "STOP_MARKET",
        OrderType.TakeProfitMarket => "TAKE_PROFIT_MARKET",
        OrderType.Stop => "STOP",
        OrderType.TakeProfit => "TAKE_PROFIT",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string ToWord(this TimeInForce timeInForce) => timeInForce switch
    {
        TimeInForce.GoodTillCancel => "GTC",
        TimeInForce.ImmediateOrCancel => "IOC",
        TimeInForce.FillOrKill => "FOK",
        TimeInForce.PostOnly => "GTX",
        _ => throw new ArgumentOutOfRangeException(nameof(timeInForce), timeInForce, null),
    };

    public static string ToWord(this OrderStatus status) => status switch
    {
        OrderStatus.New => "NEW",
        OrderStatus.PartiallyFilled => "PARTIALLY_FILLED",
        OrderStatus.Filled => "FILLED",
        OrderStatus.Canceled => "CANCELED",
        OrderStatus.Rejected => "REJECTED",
        OrderStatus.Expired => "EXPIRED",
        OrderStatus.ExpiredInMatch => "EXPIRED_IN_MATCH",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static bool TryReadSide(string? word, out Side side) => Sides.TryGetValue(word ?? "", out side);

    public static bool TryReadType(string? word, out OrderType type) => Types.TryGetValue(word ?? "", out type);

    public static bool TryReadTimeInForce(string? word, out TimeInForce timeInForce) => TimesInForce.TryGetValue(word ?? "", out timeInForce);

    public static bool TryReadStatus(string? word, out OrderStatus status) => Statuses.TryGetValue(word ?? "", out status);
}
