using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Reads a request for a conditional order: whether the parameters are there, legal, and fit each other.</summary>
internal static class AlgoRequest
{
    public static PlaceAlgo Read(ApiCall call)
    {
        var p = call.Parameters;
        if (p.Required("algoType") != "CONDITIONAL") throw new RefusedException(new Rejection(-1130, "Data sent for parameter 'algoType' is not valid."));
        var market = call.Market;
        OrderRequest.CheckPositionSide(call);
        var type = TypeOf(p);
        var isPriced = type.IsPriced();
        var closes = p.Flag("closePosition");
        RefuseForeign(p, isPriced, closes);
        return new PlaceAlgo
        {
            Account = call.Account,
            Market = market,
            Side = OrderWords.TryReadSide(p.Required("side"), out var side) ? side : throw new RefusedException(Rejection.InvalidSide),
            Type = type,
            TimeInForce = isPriced ? TimeInForceOf(p) : TimeInForce.GoodTillCancel,
            Quantity = closes ? 0 : p.Amount("quantity") ?? throw Parameters.Malformed("quantity"),
            Price = isPriced ? p.Amount("price") ?? throw Parameters.Malformed("price") : 0,
            TriggerPrice = p.Amount("triggerPrice") ?? throw Parameters.Malformed("triggerPrice"),
            WorkingType = WorkingTypeOf(p["workingType"]),
            ClosePosition = closes,
            PriceProtect = p.Flag("priceProtect"),
            ReduceOnly = p.Flag("reduceOnly"),
            ClientAlgoId = OrderRequest.GivenId(p["clientAlgoId"]),
            SelfTrade = OrderRequest.SelfTradeOf(p["selfTradePreventionMode"]),
        };
    }

    private static OrderType TypeOf(Parameters p)
    {
        var word = p.Required("type");
        if (word == "TRAILING_STOP_MARKET") throw new RefusedException(new Rejection(-1116, "Invalid orderType: the embedded exchange has no trailing stops."));
        if (!OrderWords.TryReadType(word, out var type)) throw new RefusedException(Rejection.InvalidOrderType);
        return type.IsConditional() ? type : throw new RefusedException(Rejection.NotForConditional);
    }

    private static TimeInForce TimeInForceOf(Parameters p)
    {
        if (p["timeInForce"] is not { Length: > 0 } word) return TimeInForce.GoodTillCancel;
        return OrderWords.TryReadTimeInForce(word, out var timeInForce) ? timeInForce : throw new RefusedException(Rejection.InvalidTimeInForce);
    }

    private static WorkingType WorkingTypeOf(string? word) => word switch
    {
        null or "" or "CONTRACT_PRICE" => WorkingType.ContractPrice,
        "MARK_PRICE" => WorkingType.MarkPrice,
        _ => throw new RefusedException(Rejection.InvalidWorkingType),
    };

    private static void RefuseForeign(Parameters p, bool isPriced, bool closes)
    {
        foreach (var name in (ReadOnlySpan<string>)["activatePrice", "callbackRate"]) p.MustLack(name);
        if (!isPriced) p.MustLack("price");
        OrderRequest.RefusePriceMatch(p);
        if (!closes) return;
        if (isPriced) throw new RefusedException(new Rejection(-1106, "Parameter 'closePosition' sent when not required."));
        if (p["quantity"] is { Length: > 0 }) throw new RefusedException(Rejection.QuantityWithClosePosition);
        if (p.Flag("reduceOnly")) throw new RefusedException(Rejection.ReduceOnlyWithClosePosition);
    }
}
