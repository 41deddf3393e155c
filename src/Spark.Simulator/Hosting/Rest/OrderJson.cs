using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>How orders look in answers.</summary>
internal static class OrderJson
{
    /// <summary>The answer to placing or cancelling. <paramref name="asAccepted"/>: status NEW and nothing filled, whatever has happened since.</summary>
    public static void WriteResult(Utf8JsonWriter writer, BookOrder order, bool asAccepted)
    {
        var digits = order.Market.Contract.QuantityDigits;
        var filled = asAccepted ? 0 : order.FilledQuantity;
        writer.WriteStartObject();
        WriteCommon(writer, order, asAccepted ? OrderStatus.New : order.Status, filled);
        writer.Amount("cumQty", filled, digits);
        writer.WriteEndObject();
    }

    /// <summary>The answer to amending.</summary>
    public static void WriteAmended(Utf8JsonWriter writer, BookOrder order, long? modifyId)
    {
        writer.WriteStartObject();
        WriteCommon(writer, order, order.Status, order.FilledQuantity);
        writer.Amount("cumQty", order.FilledQuantity, order.Market.Contract.QuantityDigits);
        writer.WriteString("pair", order.Market.Contract.Name);
        if (modifyId is { } id) writer.WriteNumber("modifyId", id);
        writer.WriteEndObject();
    }

    /// <summary>The answer to an order test, which still has the older members.</summary>
    public static void WriteTested(Utf8JsonWriter writer, BookOrder order)
    {
        writer.WriteStartObject();
        WriteCommon(writer, order, OrderStatus.New, 0);
        writer.Amount("cumQty", 0, order.Market.Contract.QuantityDigits);
        writer.Amount("avgPrice", 0, 2);
        writer.WriteString("cumQuote", "0");
        writer.WriteEndObject();
    }

    /// <summary>A row of a query.</summary>
    public static void WriteRow(Utf8JsonWriter writer, BookOrder order)
    {
        var contract = order.Market.Contract;
        writer.WriteStartObject();
        WriteCommon(writer, order, order.Status, order.FilledQuantity);
        writer.Amount("avgPrice", order.AveragePrice, contract.PriceDigits + 4);
        writer.Amount("cumQuote", order.FilledNotional, contract.PriceDigits + contract.QuantityDigits);
        writer.WriteString("cumBase", "0");
        writer.WriteString("pair", contract.Name);
        writer.WriteNumber("time", order.Time);
        writer.WriteEndObject();
    }

    public static ApiReply Rows(IEnumerable<BookOrder> orders) => ApiReply.Ok(orders, static (writer, rows) =>
    {
        writer.WriteStartArray();
        foreach (var order in rows) WriteRow(writer, order);
        writer.WriteEndArray();
    });

    public static string WordOf(SelfTradeMode mode) => mode switch
    {
        SelfTradeMode.None => "NONE",
        SelfTradeMode.ExpireTaker => "EXPIRE_TAKER",
        SelfTradeMode.ExpireMaker => "EXPIRE_MAKER",
        SelfTradeMode.ExpireBoth => "EXPIRE_BOTH",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private static void WriteCommon(Utf8JsonWriter writer, BookOrder order, OrderStatus status, decimal filled)
    {
        var contract = order.Market.Contract;
        writer.WriteNumber("orderId", order.Id);
        writer.WriteString("symbol", contract.Name);
        writer.WriteString("status", status.ToWord());
        writer.WriteString("clientOrderId", order.ClientOrderId);
        writer.Amount("price", order.Price, contract.PriceDigits);
        writer.Amount("origQty", order.Quantity, contract.QuantityDigits);
        writer.Amount("executedQty", filled, contract.QuantityDigits);
        writer.WriteString("timeInForce", order.TimeInForce.ToWord());
        writer.WriteString("type", order.Type.ToWord());
        writer.WriteString("origType", (order.Algo?.Type ?? order.Type).ToWord());
        writer.WriteBoolean("reduceOnly", order.ReduceOnly);
        writer.WriteBoolean("closePosition", order.Algo?.ClosePosition ?? false);
        writer.WriteString("side", order.Side.ToWord());
        writer.WriteString("positionSide", "BOTH");
        writer.Amount("stopPrice", order.Algo?.TriggerPrice ?? 0, contract.PriceDigits);
        writer.WriteString("workingType", AlgoJson.WordOf(order.Algo?.WorkingType ?? WorkingType.ContractPrice));
        writer.WriteBoolean("priceProtect", order.Algo?.PriceProtect ?? false);
        writer.WriteString("priceMatch", "NONE");
        writer.WriteString("selfTradePreventionMode", WordOf(order.SelfTrade));
        writer.WriteNumber("goodTillDate", 0);
        writer.WriteNumber("updateTime", order.UpdateTime);
    }
}
