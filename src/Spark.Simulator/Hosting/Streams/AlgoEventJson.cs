using System.Globalization;
using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Hosting.Rest;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>ALGO_UPDATE. Times are ms UTC.</summary>
internal static class AlgoEventJson
{
    public static byte[] Update(AlgoOrder order, long eventTime) => WireWriting.Json((order, eventTime), static (writer, x) =>
    {
        writer.WriteStartObject();
        writer.WriteString("e", "ALGO_UPDATE");
        writer.WriteNumber("T", x.order.UpdateTime);
        writer.WriteNumber("E", x.eventTime);
        writer.WriteStartObject("o");
        WriteOrder(writer, x.order);
        WriteActual(writer, x.order);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WriteOrder(Utf8JsonWriter writer, AlgoOrder order)
    {
        var contract = order.Market.Contract;
        writer.WriteString("caid", order.ClientAlgoId);
        writer.WriteNumber("aid", order.Id);
        writer.WriteString("at", "CONDITIONAL");
        writer.WriteString("o", order.Type.ToWord());
        writer.WriteString("s", contract.Name);
        writer.WriteString("S", order.Side.ToWord());
        writer.WriteString("ps", "BOTH");
        writer.WriteString("f", order.TimeInForce.ToWord());
        writer.Amount("q", order.Quantity, contract.QuantityDigits);
        writer.WriteString("X", AlgoJson.WordOf(order.Status));
        writer.Amount("tp", order.TriggerPrice, contract.PriceDigits);
        writer.Amount("p", order.Price, contract.PriceDigits);
        writer.WriteString("V", OrderJson.WordOf(order.SelfTrade));
        writer.WriteString("wt", AlgoJson.WordOf(order.WorkingType));
        writer.WriteString("pm", "NONE");
        writer.WriteBoolean("cp", order.ClosePosition);
        writer.WriteBoolean("pP", order.PriceProtect);
        writer.WriteBoolean("R", order.ReduceOnly);
        writer.WriteNumber("tt", order.TriggerTime);
        writer.WriteNumber("gtd", 0);
        writer.WriteString("rm", order.RejectReason);
        writer.WriteBoolean("ia", false);
    }

    private static void WriteActual(Utf8JsonWriter writer, AlgoOrder order)
    {
        var contract = order.Market.Contract;
        writer.WriteString("ai", order.ActualOrder?.Id.ToString(CultureInfo.InvariantCulture) ?? "");
        writer.Amount("ap", order.ActualOrder?.AveragePrice ?? 0, contract.PriceDigits + 4);
        writer.Amount("aq", order.ActualOrder?.FilledQuantity ?? 0, contract.QuantityDigits);
        writer.WriteString("act", order.ActualOrder is { } actual ? actual.Type.ToWord() : "0");
    }
}
