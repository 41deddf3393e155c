using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Public trades, one by one and aggregated; the newest thousand are kept.</summary>
internal static class TapeRoutes
{
    private const long LongestSpan = 3_600_000;

    public static ApiReply Recent(ApiCall call) => Trades(call, call.Parameters.Limit(500, 1000));

    public static ApiReply Historical(ApiCall call) => Trades(call, call.Parameters.Limit(100, 500));

    public static ApiReply Aggregates(ApiCall call)
    {
        var p = call.Parameters;
        var fromId = p.Whole("fromId");
        var (start, end) = p.Times();
        if (fromId is not null && (start ?? end) is not null) return ApiReply.Error(400, -1128, "Combination of optional parameters invalid.");
        if (end - start >= LongestSpan) return ApiReply.Error(400, -1127, "More than 1 hours between startTime and endTime.");
        var market = call.Market;
        var rows = call.Instance.Tapes[market.Contract.Index].Aggregates
            .Where(row => !(row.Id < fromId) && !(row.Time < start) && !(row.Time > end));
        var limit = p.Limit(500, 1000);
        return ApiReply.Ok((fromId is null && start is null ? rows.TakeLast(limit) : rows.Take(limit), market.Contract), static (writer, x) =>
        {
            writer.WriteStartArray();
            foreach (var row in x.Item1)
            {
                writer.WriteStartObject();
                Write(writer, row, x.Contract);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    /// <summary>The members that answers and events share.</summary>
    public static void Write(Utf8JsonWriter writer, AggregateTrade row, Contract contract)
    {
        writer.WriteNumber("a", row.Id);
        writer.Amount("p", row.Price, contract.PriceDigits);
        writer.Amount("q", contract.ToQuantity(row.Lots), contract.QuantityDigits);
        writer.Amount("nq", contract.ToQuantity(row.Lots), contract.QuantityDigits);
        writer.WriteNumber("f", row.FirstId);
        writer.WriteNumber("l", row.LastId);
        writer.WriteNumber("T", row.Time);
        writer.WriteBoolean("m", row.TakerSide == Side.Sell);
    }

    private static ApiReply Trades(ApiCall call, int limit)
    {
        var market = call.Market;
        var fromId = call.Parameters.Whole("fromId");
        var all = call.Instance.Tapes[market.Contract.Index].Trades;
        var rows = fromId is { } first ? all.Where(trade => trade.Id >= first).Take(limit) : all.TakeLast(limit);
        return ApiReply.Ok((rows, market.Contract), static (writer, x) =>
        {
            writer.WriteStartArray();
            foreach (var trade in x.rows) Write(writer, trade, x.Contract);
            writer.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter writer, in MarketTrade trade, Contract contract)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", trade.Id);
        writer.Amount("price", trade.Price, contract.PriceDigits);
        writer.Amount("qty", contract.ToQuantity(trade.Lots), contract.QuantityDigits);
        writer.Amount("quoteQty", trade.Price * contract.ToQuantity(trade.Lots), 2);
        writer.WriteNumber("time", trade.Time);
        writer.WriteBoolean("isBuyerMaker", trade.TakerSide == Side.Sell);
        writer.WriteBoolean("isRPITrade", false);
        writer.WriteEndObject();
    }
}
