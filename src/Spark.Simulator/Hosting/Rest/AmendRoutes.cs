using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Amending;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Changing resting orders, and the history of it.</summary>
internal static class AmendRoutes
{
    public static ApiReply Amend(ApiCall call)
    {
        var p = call.Parameters;
        var found = OrderRoutes.Find(call);
        var amend = new AmendOrder(
            found ?? throw new RefusedException(Rejection.NoSuchOrder),
            OrderWords.TryReadSide(p.Required("side"), out var side) ? side : throw new RefusedException(Rejection.InvalidSide),
            p.Amount("quantity") ?? throw Parameters.Malformed("quantity"),
            p.Amount("price") ?? throw Parameters.Malformed("price"));
        OrderRequest.RefusePriceMatch(p);
        if (p.Flag("reduceOnly") && !found.ReduceOnly) return ApiReply.Error(400, -5047, "The original order is not a reduce-only order.");
        var modifyId = p.Whole("modifyId");
        return call.Exchange.Amend(amend) is { Rejection: { } rejection }
            ? ApiReply.Refused(rejection)
            : ApiReply.Ok((found, modifyId), static (writer, x) => OrderJson.WriteAmended(writer, x.found, x.modifyId));
    }

    public static ApiReply History(ApiCall call)
    {
        var p = call.Parameters;
        var market = call.Market;
        var (from, to) = p.Times();
        var named = p["orderId"] is { Length: > 0 } || p["origClientOrderId"] is { Length: > 0 } ? OrderRoutes.Find(call) : null;
        var rows = (named is not null ? [named] : call.Account.Orders.Values.Where(order => order.Market == market))
            .SelectMany(order => (order.Amendments ?? []).Select(amendment => (order, amendment)))
            .Where(row => !(row.amendment.Time < from) && !(row.amendment.Time > to))
            .OrderByDescending(row => row.amendment.Id)
            .Take(p.Limit(50, 100));
        return ApiReply.Ok(rows, static (writer, all) =>
        {
            writer.WriteStartArray();
            foreach (var (order, amendment) in all) Write(writer, order, amendment);
            writer.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter writer, BookOrder order, Amendment amendment)
    {
        var contract = order.Market.Contract;
        writer.WriteStartObject();
        writer.WriteNumber("amendmentId", amendment.Id);
        writer.WriteString("symbol", contract.Name);
        writer.WriteString("pair", contract.Name);
        writer.WriteNumber("orderId", order.Id);
        writer.WriteString("clientOrderId", order.ClientOrderId);
        writer.WriteNumber("time", amendment.Time);
        writer.WriteStartObject("amendment");
        writer.WriteStartObject("price");
        writer.Amount("before", amendment.PriceBefore, contract.PriceDigits);
        writer.Amount("after", amendment.PriceAfter, contract.PriceDigits);
        writer.WriteEndObject();
        writer.WriteStartObject("origQty");
        writer.Amount("before", amendment.QuantityBefore, contract.QuantityDigits);
        writer.Amount("after", amendment.QuantityAfter, contract.QuantityDigits);
        writer.WriteEndObject();
        writer.WriteNumber("count", amendment.Count);
        writer.WriteEndObject();
        writer.WriteString("priceMatch", "NONE");
        writer.WriteEndObject();
    }
}
