using System.Text.Json;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Leverage, modes and rates.</summary>
internal static class SettingsRoutes
{
    public static ApiReply PositionMode(ApiCall call) => Flag("dualSidePosition", call.Account.IsHedged);

    public static ApiReply MultiAssetsMode(ApiCall call) => Flag("multiAssetsMargin", call.Account.IsMultiAssets);

    public static ApiReply FeeBurn(ApiCall call) => Flag("feeBurn", false);

    public static ApiReply SetPositionMode(ApiCall call) =>
        Done(call.Exchange.SetHedged(call.Account, Mandatory(call.Parameters, "dualSidePosition")));

    public static ApiReply SetMultiAssetsMode(ApiCall call) =>
        Done(call.Exchange.SetMultiAssets(call.Account, Mandatory(call.Parameters, "multiAssetsMargin")));

    /// <summary>Commissions are in USDT; burning BNB is not simulated.</summary>
    public static ApiReply SetFeeBurn(ApiCall call) => Mandatory(call.Parameters, "feeBurn")
        ? ApiReply.Error(400, -1020, "This operation is not supported: the embedded exchange has no BNB.")
        : ApiReply.Success;

    public static ApiReply NoRows(ApiCall call)
    {
        _ = call;
        return Nothing;
    }

    private static readonly ApiReply Nothing = new(200, "[]"u8.ToArray());

    private static bool Mandatory(Parameters p, string name)
    {
        p.Required(name);
        return p.Flag(name);
    }

    public static ApiReply Done(Rejection? rejection) => rejection is null ? ApiReply.Success : ApiReply.Refused(rejection);

    private static ApiReply Flag(string name, bool value) => ApiReply.Ok((name, value), static (writer, x) =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean(x.name, x.value);
        writer.WriteEndObject();
    });

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
            writer.WriteString("marginType", holding.IsIsolated ? "ISOLATED" : "CROSSED");
            writer.WriteBoolean("isAutoAddMargin", false);
            writer.WriteNumber("leverage", holding.Leverage);
            writer.Amount("maxNotionalValue", market.Contract.MaxNotionalAt(holding.Leverage), 0);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    public static ApiReply AccountConfig(ApiCall call) => ApiReply.Ok(call.Account, static (writer, account) =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("feeTier", 0);
        writer.WriteBoolean("canTrade", true);
        writer.WriteBoolean("canDeposit", true);
        writer.WriteBoolean("canWithdraw", false);
        writer.WriteBoolean("dualSidePosition", account.IsHedged);
        writer.WriteNumber("updateTime", 0);
        writer.WriteBoolean("multiAssetsMargin", account.IsMultiAssets);
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
