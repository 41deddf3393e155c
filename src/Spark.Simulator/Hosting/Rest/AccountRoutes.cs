using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>Wallet and positions.</summary>
internal static class AccountRoutes
{
    public static ApiReply AccountV2(ApiCall call) => ApiReply.Ok(call, static (writer, c) =>
    {
        var totals = AccountTotals.Of(c.Account);
        writer.WriteStartObject();
        writer.WriteNumber("feeTier", 0);
        writer.WriteBoolean("feeBurn", false);
        writer.WriteBoolean("canTrade", true);
        writer.WriteBoolean("canDeposit", true);
        writer.WriteBoolean("canWithdraw", false);
        writer.WriteNumber("updateTime", 0);
        writer.WriteBoolean("multiAssetsMargin", c.Account.IsMultiAssets);
        writer.WriteNumber("tradeGroupId", -1);
        AccountJson.WriteTotals(writer, totals);
        writer.WriteStartArray("assets");
        AccountJson.WriteAsset(writer, totals, withMarginAvailable: true);
        writer.WriteEndArray();
        writer.WriteStartArray("positions");
        foreach (var holding in c.Account.Holdings) AccountJson.WriteSettingsPosition(writer, holding, c.Exchange.Fees);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static ApiReply AccountV3(ApiCall call) => ApiReply.Ok(call, static (writer, c) =>
    {
        var totals = AccountTotals.Of(c.Account);
        writer.WriteStartObject();
        AccountJson.WriteTotals(writer, totals);
        writer.WriteStartArray("assets");
        AccountJson.WriteAsset(writer, totals, withMarginAvailable: false);
        writer.WriteEndArray();
        writer.WriteStartArray("positions");
        foreach (var holding in c.Account.Holdings.Where(holding => !holding.IsIdle)) AccountJson.WriteShortPosition(writer, holding);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static ApiReply Balance(ApiCall call) => ApiReply.Ok(call.Account, static (writer, account) =>
    {
        var totals = AccountTotals.Of(account);
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("accountAlias", "Spark");
        writer.WriteString("asset", "USDT");
        writer.Amount("balance", totals.Wallet);
        writer.Amount("crossWalletBalance", totals.CrossWallet);
        writer.Amount("crossUnPnl", totals.CrossUnrealized);
        writer.Amount("availableBalance", totals.Available);
        writer.Amount("maxWithdrawAmount", totals.MaxWithdraw);
        writer.WriteBoolean("marginAvailable", true);
        writer.WriteNumber("updateTime", totals.UpdateTime);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    /// <summary>Every symbol, flat ones included.</summary>
    public static ApiReply PositionsV2(ApiCall call) => Risk(call, HoldingsOf(call), isV3: false);

    /// <summary>Symbols with a position or an open order.</summary>
    public static ApiReply PositionsV3(ApiCall call) => Risk(call, HoldingsOf(call).Where(holding => !holding.IsIdle), isV3: true);

    private static IEnumerable<Holding> HoldingsOf(ApiCall call) => call.Markets.Select(call.Account.In);

    private static ApiReply Risk(ApiCall call, IEnumerable<Holding> holdings, bool isV3) =>
        ApiReply.Ok((holdings, call.Exchange.Fees, isV3), static (writer, x) =>
        {
            writer.WriteStartArray();
            foreach (var holding in x.holdings) AccountJson.WriteRisk(writer, holding, x.Fees, x.isV3);
            writer.WriteEndArray();
        });
}
