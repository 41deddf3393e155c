using System.Text.Json;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Leverage, modes and rates.</summary>
internal static class SettingsRoutes
{
    public static readonly ApiReply OneWay = new(200, """{"dualSidePosition":false}"""u8.ToArray());

    public static readonly ApiReply SingleAsset = new(200, """{"multiAssetsMargin":false}"""u8.ToArray());

    public static ApiReply SetLeverage(ApiCall call)
    {
        var holding = call.Account.In(call.Market);
        var leverage = call.Parameters.Whole("leverage") ?? throw Parameters.Malformed("leverage");
        if (leverage is < 1 or > 1000) return ApiReply.Refused(Rejection.InvalidLeverage((int)Math.Clamp(leverage, int.MinValue, int.MaxValue)));
        if (call.Exchange.SetLeverage(holding, (int)leverage) is { } rejection) return ApiReply.Refused(rejection);
        return ApiReply.Ok(holding, static (writer, set) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("leverage", set.Leverage);
            writer.Amount("maxNotionalValue", set.Market.Contract.MaxNotionalAt(set.Leverage), 0);
            writer.WriteString("symbol", set.Market.Contract.Name);
            writer.WriteEndObject();
        });
    }

    public static ApiReply SymbolConfig(ApiCall call) => ApiReply.Ok(call, static (writer, c) =>
    {
        writer.WriteStartArray();
        foreach (var market in c.Markets)
        {
            var holding = c.Account.In(market);
            writer.WriteStartObject();
            writer.WriteString("symbol", market.Contract.Name);
            writer.WriteString("marginType", "CROSSED");
            writer.WriteBoolean("isAutoAddMargin", false);
            writer.WriteNumber("leverage", holding.Leverage);
            writer.Amount("maxNotionalValue", market.Contract.MaxNotionalAt(holding.Leverage), 0);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    public static ApiReply AccountConfig(ApiCall call) => ApiReply.Ok(call, static (writer, _) =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("feeTier", 0);
        writer.WriteBoolean("canTrade", true);
        writer.WriteBoolean("canDeposit", true);
        writer.WriteBoolean("canWithdraw", false);
        writer.WriteBoolean("dualSidePosition", false);
        writer.WriteNumber("updateTime", 0);
        writer.WriteBoolean("multiAssetsMargin", false);
        writer.WriteNumber("tradeGroupId", -1);
        writer.WriteEndObject();
    });

    public static ApiReply CommissionRate(ApiCall call) => ApiReply.Ok((call.Market, call.Exchange.Fees), static (writer, x) =>
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", x.Market.Contract.Name);
        writer.Amount("makerCommissionRate", x.Fees.Maker, 6);
        writer.Amount("takerCommissionRate", x.Fees.Taker, 6);
        writer.Amount("rpiCommissionRate", 0.00005m, 6);
        writer.WriteEndObject();
    });

    public static ApiReply LeverageBracket(ApiCall call) => ApiReply.Ok(call, static (writer, c) =>
    {
        writer.WriteStartArray();
        foreach (var market in c.Markets)
        {
            writer.WriteStartObject();
            writer.WriteString("symbol", market.Contract.Name);
            writer.WriteStartArray("brackets");
            foreach (var bracket in market.Contract.Brackets) Write(writer, bracket);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, LeverageBracket bracket)
    {
        writer.WriteStartObject();
        writer.WriteNumber("bracket", bracket.Number);
        writer.WriteNumber("initialLeverage", bracket.MaxLeverage);
        writer.WriteNumber("notionalCap", bracket.NotionalCap);
        writer.WriteNumber("notionalFloor", bracket.NotionalFloor);
        writer.WriteNumber("maintMarginRatio", bracket.MaintenanceRate);
        writer.WriteNumber("cum", bracket.Cumulative);
        writer.WriteEndObject();
    }
}
