using System.Globalization;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Placing, finding and cancelling orders.</summary>
internal static class OrderRoutes
{
    private const long WeekLength = 7 * 86_400_000L;

    public static readonly ApiReply AllCanceled =
        new(200, """{"code":200,"msg":"The operation of cancel all open order is done."}"""u8.ToArray());

    public static ApiReply Place(ApiCall call)
    {
        var wantsResult = OrderRequest.WantsResult(call.Parameters);
        var placed = call.Exchange.Place(OrderRequest.Read(call));
        return placed.Order is { } order ? Result(order, asAccepted: !wantsResult) : ApiReply.Refused(placed.Rejection!);
    }

    public static ApiReply Test(ApiCall call)
    {
        OrderRequest.WantsResult(call.Parameters);
        var order = OrderRequest.Read(call);
        return Exchange.Test(order) is { } rejection ? ApiReply.Refused(rejection) : ApiReply.Ok(call.Exchange.Draft(order), OrderJson.WriteTested);
    }

    public static ApiReply Query(ApiCall call) => Find(call) is { } order ? Row(order) : ApiReply.Refused(Rejection.NoSuchOrder);

    public static ApiReply QueryOpen(ApiCall call) =>
        Find(call) is { IsResting: true } order ? Row(order) : ApiReply.Refused(Rejection.NoSuchOrder);

    public static ApiReply Cancel(ApiCall call)
    {
        if (Find(call) is not { } order) return ApiReply.Refused(Rejection.UnknownOrder);
        var canceled = call.Exchange.Cancel(order);
        return canceled.Rejection is { } rejection ? ApiReply.Refused(rejection) : Result(order, asAccepted: false);
    }

    public static ApiReply CancelAll(ApiCall call)
    {
        call.Exchange.CancelAll(call.Account, call.Market);
        return AllCanceled;
    }

    /// <summary>Arms or stops the timer that cancels a symbol's orders.</summary>
    public static ApiReply Countdown(ApiCall call)
    {
        var milliseconds = call.Parameters.Whole("countdownTime") ?? throw Parameters.Malformed("countdownTime");
        var market = call.Market;
        if (milliseconds < 0) return ApiReply.Error(400, -1130, "Data sent for parameter 'countdownTime' is not valid.");
        call.Exchange.Countdown(call.Account.In(market), milliseconds);
        return ApiReply.Ok((market, milliseconds), static (writer, x) =>
        {
            writer.WriteStartObject();
            writer.WriteString("symbol", x.market.Contract.Name);
            writer.WriteString("countdownTime", x.milliseconds.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        });
    }

    public static ApiReply Open(ApiCall call) =>
        OrderJson.Rows(call.Markets.SelectMany(market => call.Account.In(market).OpenOrders.Values).OrderBy(order => order.Time).ThenBy(order => order.Id));

    public static ApiReply All(ApiCall call)
    {
        var p = call.Parameters;
        var markets = call.Markets.ToHashSet();
        var since = p.Whole("orderId");
        if (ReadSpan(call, out var from, out var to) is { } refused) return refused;
        var rows = call.Account.Orders.Values
            .Where(order => markets.Contains(order.Market) && !(order.Id < since))
            .Where(order => since is not null || (order.Time >= from && order.Time <= to))
            .OrderBy(order => order.Time).ThenBy(order => order.Id);
        var limit = p.Limit(500, 1000);
        return OrderJson.Rows(since is null && p.Whole("startTime") is null ? rows.TakeLast(limit) : rows.Take(limit));
    }

    /// <summary>The optional startTime and endTime; the last week without them, and never more than a week.</summary>
    public static ApiReply? ReadSpan(ApiCall call, out long from, out long to)
    {
        var (start, end) = call.Parameters.Times();
        to = end ?? (start is { } begun ? begun + WeekLength : long.MaxValue);
        from = start ?? (end ?? call.ServerTime) - WeekLength;
        return end - start > WeekLength ? ApiReply.Error(400, -4165, "Invalid time interval, timestamp interval is not 7 days.") : null;
    }

    /// <summary>The order that <c>orderId</c> or <c>origClientOrderId</c> names; null when there is none.</summary>
    public static BookOrder? Find(ApiCall call)
    {
        var market = call.Market;
        var p = call.Parameters;
        if (p.Whole("orderId") is { } id) return call.Account.Orders.GetValueOrDefault((market.Contract.Index, id));
        if (p["origClientOrderId"] is not { } clientId) throw Parameters.Malformed("orderId");
        if (clientId.Length == 0) throw new RefusedException(new Rejection(-1119, "Original client order id was empty."));
        return call.Account.FindOrder(clientId) is { } order && order.Market == market ? order : null;
    }

    private static ApiReply Result(BookOrder order, bool asAccepted) =>
        ApiReply.Ok((order, asAccepted), static (writer, x) => OrderJson.WriteResult(writer, x.order, x.asAccepted));

    private static ApiReply Row(BookOrder order) => ApiReply.Ok(order, OrderJson.WriteRow);
}
