using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>An account's own fills.</summary>
internal static class UserTradesRoute
{
    private const long WeekLength = 7 * 86_400_000L;

    public static ApiReply Answer(ApiCall call)
    {
        var p = call.Parameters;
        var market = call.Market;
        var (fromId, orderId) = (p.Whole("fromId"), p.Whole("orderId"));
        var (from, to) = p.Times();
        if (to - from > WeekLength) return ApiReply.Error(400, -4165, "Invalid time interval, timestamp interval is not 7 days.");
        if (fromId is not null && (from ?? to) is not null) return ApiReply.Error(400, -1128, "Combination of optional parameters invalid.");
        var earliest = from ?? (to ?? call.ServerTime) - WeekLength;
        var rows = call.Account.Trades
            .Where(trade => trade.Order.Market == market && (orderId is null || trade.Order.Id == orderId))
            .Where(trade => fromId is { } first ? trade.Id >= first : orderId is not null || (trade.Time >= earliest && !(trade.Time > to)));
        var limit = p.Limit(500, 1000);
        return ApiReply.Ok(fromId is null && from is null ? rows.TakeLast(limit) : rows.Take(limit), static (writer, trades) =>
        {
            writer.WriteStartArray();
            foreach (var trade in trades) Write(writer, trade);
            writer.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter writer, UserTrade trade)
    {
        var contract = trade.Order.Market.Contract;
        writer.WriteStartObject();
        writer.WriteBoolean("buyer", trade.Order.Side == Side.Buy);
        writer.Amount("commission", trade.Commission);
        writer.WriteString("commissionAsset", "USDT");
        writer.WriteNumber("id", trade.Id);
        writer.WriteBoolean("maker", trade.IsMaker);
        writer.WriteNumber("orderId", trade.Order.Id);
        writer.Amount("price", trade.Price, contract.PriceDigits);
        writer.Amount("qty", trade.Quantity, contract.QuantityDigits);
        writer.Amount("quoteQty", trade.Price * trade.Quantity);
        writer.WriteString("baseQty", "0");
        writer.WriteString("marginAsset", "USDT");
        writer.Amount("realizedPnl", trade.RealizedPnl);
        writer.WriteString("side", trade.Order.Side.ToWord());
        writer.WriteString("positionSide", "BOTH");
        writer.WriteString("symbol", contract.Name);
        writer.WriteString("pair", contract.Name);
        writer.WriteNumber("time", trade.Time);
        writer.WriteEndObject();
    }
}
