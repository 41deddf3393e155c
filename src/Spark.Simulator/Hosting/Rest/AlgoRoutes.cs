using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Placing, finding and cancelling conditional orders.</summary>
internal static class AlgoRoutes
{
    public static ApiReply Place(ApiCall call)
    {
        OrderRequest.WantsResult(call.Parameters);
        var placed = call.Exchange.Place(AlgoRequest.Read(call));
        return placed.Order is { } order ? AlgoJson.Placed(order) : ApiReply.Refused(placed.Rejection!);
    }

    public static ApiReply Query(ApiCall call) => Find(call) is { } order ? AlgoJson.Row(order) : ApiReply.Refused(Rejection.NoSuchOrder);

    public static ApiReply Cancel(ApiCall call)
    {
        if (Find(call) is not { } order) return ApiReply.Refused(Rejection.UnknownOrder);
        return call.Exchange.Cancel(order).Rejection is { } rejection ? ApiReply.Refused(rejection) : AlgoJson.Canceled(order);
    }

    public static ApiReply CancelAll(ApiCall call)
    {
        call.Exchange.CancelAllAlgos(call.Account, call.Market);
        return OrderRoutes.AllCanceled;
    }

    public static ApiReply Open(ApiCall call)
    {
        var p = call.Parameters;
        if (p["algoType"] is { Length: > 0 } type && type != "CONDITIONAL") return AlgoJson.Rows([]);
        var id = p.Whole("algoId");
        return AlgoJson.Rows(call.Markets
            .SelectMany(market => call.Account.In(market).OpenAlgoOrders.Values)
            .Where(order => id is null || order.Id == id)
            .OrderBy(order => order.Id));
    }

    public static ApiReply All(ApiCall call)
    {
        var p = call.Parameters;
        var market = call.Market;
        var (since, limit) = (p.Whole("algoId"), p.Limit(500, 1000));
        if (OrderRoutes.ReadSpan(call, out var from, out var to) is { } refused) return refused;
        var rows = call.Account.AlgoOrders.Values
            .Where(order => order.Market == market && !(order.Id < since))
            .Where(order => since is not null || (order.CreateTime >= from && order.CreateTime <= to))
            .OrderBy(order => order.Id);
        return AlgoJson.Rows(since is null && p.Whole("startTime") is null ? rows.TakeLast(limit) : rows.Take(limit));
    }

    private static AlgoOrder? Find(ApiCall call)
    {
        var p = call.Parameters;
        if (p.Whole("algoId") is { } id) return call.Account.AlgoOrders.GetValueOrDefault(id);
        if (p["clientAlgoId"] is not { Length: > 0 } clientId) throw Parameters.Malformed("algoId");
        return call.Account.AlgoOrdersByClientId.GetValueOrDefault(clientId);
    }
}
