using System.Text.Json;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>What an account may read about its standing: limits, trading status, liquidation queue and orders.</summary>
internal static class AccountNoticeRoutes
{
    public static ApiReply OrderLimits(ApiCall call) => ApiReply.Ok(call.Settings, static (writer, settings) =>
    {
        writer.WriteStartArray();
        WriteLimit(writer, "SECOND", 10, settings.OrdersPerTenSeconds);
        WriteLimit(writer, "MINUTE", 1, settings.OrdersPerMinute);
        writer.WriteEndArray();
    });

    /// <summary>Nobody is ever locked here.</summary>
    public static ApiReply TradingStatus(ApiCall call) => ApiReply.Ok(call, static (writer, c) =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("indicators");
        foreach (var market in c.Markets)
        {
            writer.WriteStartArray(market.Contract.Name);
            writer.WriteStartObject();
            writer.WriteBoolean("isLocked", false);
            writer.WriteNumber("plannedRecoverTime", 0);
            writer.WriteString("indicator", "UFR");
            writer.WriteNumber("value", 0);
            writer.WriteNumber("triggerValue", 0.995m);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.WriteNumber("updateTime", c.ServerTime);
        writer.WriteEndObject();
    });

    public static ApiReply AdlQuantile(ApiCall call) => ApiReply.Ok(call, static (writer, c) =>
    {
        writer.WriteStartArray();
        foreach (var market in c.Markets)
        {
            if (c.Account.In(market).Position.IsFlat) continue;
            writer.WriteStartObject();
            writer.WriteString("symbol", market.Contract.Name);
            writer.WriteStartObject("adlQuantile");
            foreach (var side in (ReadOnlySpan<string>)["LONG", "SHORT", "BOTH"]) writer.WriteNumber(side, side == "BOTH" ? 1 : 0);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    /// <summary>The account's liquidations; nobody is ever deleveraged here.</summary>
    public static ApiReply ForceOrders(ApiCall call)
    {
        var p = call.Parameters;
        var markets = call.Markets.ToHashSet();
        var (from, to) = p.Times();
        var isAdl = p["autoCloseType"] switch
        {
            null or "LIQUIDATION" => false,
            "ADL" => true,
            _ => throw new RefusedException(Parameters.NotValid("autoCloseType")),
        };
        return OrderJson.Rows(call.Account.Orders.Values
            .Where(order => order.IsLiquidation && !isAdl && markets.Contains(order.Market) && !(order.Time < from) && !(order.Time > to))
            .OrderBy(order => order.Time).ThenBy(order => order.Id)
            .TakeLast(p.Limit(50, 100)));
    }

    private static void WriteLimit(Utf8JsonWriter writer, string interval, int count, int limit)
    {
        writer.WriteStartObject();
        writer.WriteString("rateLimitType", "ORDERS");
        writer.WriteString("interval", interval);
        writer.WriteNumber("intervalNum", count);
        writer.WriteNumber("limit", limit);
        writer.WriteEndObject();
    }
}
