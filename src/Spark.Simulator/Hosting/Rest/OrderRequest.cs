using System.Collections.Frozen;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Reads a request for an order: whether the parameters are there, legal, and fit each other.</summary>
internal static class OrderRequest
{
    private static readonly FrozenSet<string> Conditional =
        FrozenSet.Create(StringComparer.Ordinal, "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET");

    public static PlaceOrder Read(ApiCall call)
    {
        var p = call.Parameters;
        var symbol = p.Required("symbol");
        var side = OrderWords.TryReadSide(p.Required("side"), out var s) ? s : throw new RefusedException(Rejection.InvalidSide);
        var type = TypeOf(p);
        var isLimit = type == OrderType.Limit;
        if (call.Exchange.Find(symbol) is null) throw new RefusedException(Rejection.BadSymbol);
        CheckPositionSide(call);
        RefuseForeign(p, isLimit);
        return new PlaceOrder
        {
            Account = call.Account,
            Market = call.Market,
            Side = side,
            Type = type,
            TimeInForce = isLimit ? TimeInForceOf(p) : TimeInForce.GoodTillCancel,
            Quantity = p.Amount("quantity") ?? throw Parameters.Malformed("quantity"),
            Price = isLimit ? p.Amount("price") ?? throw Parameters.Malformed("price") : 0,
            ReduceOnly = p.Flag("reduceOnly"),
            ClientOrderId = GivenId(p["newClientOrderId"]),
            SelfTrade = SelfTradeOf(p["selfTradePreventionMode"]),
        };
    }

    /// <summary>Whether the answer is to tell the final state.</summary>
    public static bool WantsResult(Parameters p) => p["newOrderRespType"] switch
    {
        null or "" or "ACK" => false,
        "RESULT" => true,
        _ => throw new RefusedException(new Rejection(-1136, "Invalid newOrderRespType.")),
    };

    /// <summary>A client id that was sent; null when none was.</summary>
    public static string? GivenId(string? id) => id is "" ? throw new RefusedException(new Rejection(-1118, "New client order ID was empty.")) : id;

    private static OrderType TypeOf(Parameters p)
    {
        var word = p.Required("type");
        if (Conditional.Contains(word)) throw new RefusedException(Rejection.ConditionalMoved);
        return OrderWords.TryReadType(word, out var type) ? type : throw new RefusedException(Rejection.InvalidOrderType);
    }

    private static TimeInForce TimeInForceOf(Parameters p) =>
        OrderWords.TryReadTimeInForce(p.Required("timeInForce"), out var timeInForce) ? timeInForce : throw new RefusedException(Rejection.InvalidTimeInForce);

    private static void RefuseForeign(Parameters p, bool isLimit)
    {
        foreach (var name in (ReadOnlySpan<string>)["stopPrice", "activationPrice", "callbackRate", "goodTillDate"]) p.MustLack(name);
        if (!isLimit) p.MustLack("price");
        if (!isLimit) p.MustLack("timeInForce");
        if (p.Flag("closePosition")) p.MustLack("closePosition");
        RefusePriceMatch(p);
    }

    /// <summary>Price matching is not simulated.</summary>
    public static void RefusePriceMatch(Parameters p)
    {
        if (p["priceMatch"] is { Length: > 0 } match && match != "NONE") throw new RefusedException(new Rejection(-5037, "Invalid price match."));
    }

    private static Rejection HedgedRefused(Parameters p) => p["positionSide"] is "LONG" or "SHORT"
        ? new Rejection(-1020, "This operation is not supported: the embedded exchange takes no hedge-mode orders.")
        : Rejection.PositionSideMismatch;

    /// <summary>Orders are one-way; an account that somebody put into hedge mode can place none.</summary>
    public static void CheckPositionSide(ApiCall call)
    {
        var side = call.Parameters["positionSide"];
        if (side is not (null or "" or "BOTH" or "LONG" or "SHORT")) throw new RefusedException(Rejection.InvalidPositionSide);
        if (call.Account.IsHedged) throw new RefusedException(HedgedRefused(call.Parameters));
        if (side is "LONG" or "SHORT") throw new RefusedException(Rejection.PositionSideMismatch);
    }

    public static SelfTradeMode SelfTradeOf(string? word) => word switch
    {
        null or "" or "EXPIRE_MAKER" => SelfTradeMode.ExpireMaker,
        "NONE" => SelfTradeMode.None,
        "EXPIRE_TAKER" => SelfTradeMode.ExpireTaker,
        "EXPIRE_BOTH" => SelfTradeMode.ExpireBoth,
        _ => throw new RefusedException(new Rejection(-5039, "Invalid self trade prevention mode.")),
    };
}
