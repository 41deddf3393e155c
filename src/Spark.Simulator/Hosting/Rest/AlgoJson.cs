using System.Globalization;
using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>How conditional orders look in answers.</summary>
internal static class AlgoJson
{
    public static string WordOf(AlgoStatus status) => status.ToString().ToUpperInvariant();

    public static string WordOf(WorkingType type) => type == WorkingType.MarkPrice ? "MARK_PRICE" : "CONTRACT_PRICE";

    /// <summary>The answer to placing.</summary>
    public static ApiReply Placed(AlgoOrder order) => ApiReply.Ok(order, static (writer, o) =>
    {
        writer.WriteStartObject();
        WriteCommon(writer, o);
        writer.WriteEndObject();
    });

    /// <summary>The answer to cancelling; its code is text. Older clients read the order from it, newer ones the code.</summary>
    public static ApiReply Canceled(AlgoOrder order) => ApiReply.Ok(order, static (writer, o) =>
    {
        writer.WriteStartObject();
        WriteCommon(writer, o);
        writer.WriteString("code", "200");
        writer.WriteString("msg", "success");
        writer.WriteEndObject();
    });

    public static ApiReply Row(AlgoOrder order) => ApiReply.Ok(order, WriteRow);

    public static ApiReply Rows(IEnumerable<AlgoOrder> orders) => ApiReply.Ok(orders, static (writer, rows) =>
    {
        writer.WriteStartArray();
        foreach (var order in rows) WriteRow(writer, order);
        writer.WriteEndArray();
    });

    private static void WriteRow(Utf8JsonWriter writer, AlgoOrder order)
    {
        var contract = order.Market.Contract;
        writer.WriteStartObject();
        WriteCommon(writer, order);
        writer.WriteString("actualOrderId", order.ActualOrder?.Id.ToString(CultureInfo.InvariantCulture) ?? "");
        writer.Amount("actualPrice", order.ActualOrder?.AveragePrice ?? 0, contract.PriceDigits + 4);
        writer.WriteString("actualType", order.ActualOrder is { } actual ? actual.Type.ToWord() : "");
        writer.Amount("actualQty", order.ActualOrder?.FilledQuantity ?? 0, contract.QuantityDigits);
        foreach (var name in (ReadOnlySpan<string>)["tpTriggerPrice", "tpPrice", "slTriggerPrice", "slPrice"]) writer.WriteString(name, "0.000");
        writer.WriteString("tpOrderType", "");
        writer.WriteString("rejectReason", order.RejectReason);
        writer.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter writer, AlgoOrder order)
    {
        var contract = order.Market.Contract;
        writer.WriteNumber("algoId", order.Id);
        writer.WriteString("clientAlgoId", order.ClientAlgoId);
        writer.WriteString("algoType", "CONDITIONAL");
        writer.WriteString("orderType", order.Type.ToWord());
        writer.WriteString("symbol", contract.Name);
        writer.WriteString("side", order.Side.ToWord());
        writer.WriteString("positionSide", "BOTH");
        writer.WriteString("timeInForce", order.TimeInForce.ToWord());
        writer.Amount("quantity", order.Quantity, contract.QuantityDigits);
        writer.WriteString("algoStatus", WordOf(order.Status));
        writer.Amount("triggerPrice", order.TriggerPrice, contract.PriceDigits);
        writer.Amount("price", order.Price, contract.PriceDigits);
        writer.WriteNull("icebergQuantity");
        writer.WriteString("selfTradePreventionMode", OrderJson.WordOf(order.SelfTrade));
        writer.WriteString("workingType", WordOf(order.WorkingType));
        writer.WriteString("priceMatch", "NONE");
        writer.WriteBoolean("closePosition", order.ClosePosition);
        writer.WriteBoolean("priceProtect", order.PriceProtect);
        writer.WriteBoolean("reduceOnly", order.ReduceOnly);
        writer.WriteNumber("createTime", order.CreateTime);
        writer.WriteNumber("updateTime", order.UpdateTime);
        writer.WriteNumber("triggerTime", order.TriggerTime);
        writer.WriteNumber("goodTillDate", 0);
    }
}
