using System.Globalization;
using System.Text.Json;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>How wallets and positions look in answers.</summary>
internal static class AccountJson
{
    /// <summary>Where a position comes out even after paying the taker fee in and out; quote asset, 0 when flat.</summary>
    public static decimal BreakEven(Holding holding, FeeSchedule fees)
    {
        var position = holding.Position;
        if (position.IsFlat) return 0;
        var paid = position.EntryPrice * fees.Taker * 2;
        return position.Quantity > 0 ? position.EntryPrice + paid : position.EntryPrice - paid;
    }

    /// <summary>The margin type as positions and events spell it.</summary>
    public static string WordOf(Holding holding) => holding.IsIsolated ? "isolated" : "cross";

    /// <summary>An isolated position's wallet; "0" while crossed.</summary>
    public static void WriteIsolatedWallet(Utf8JsonWriter writer, string name, Holding holding)
    {
        if (holding.IsIsolated) writer.Amount(name, holding.IsolatedWallet);
        else writer.WriteString(name, "0");
    }

    public static void WriteTotals(Utf8JsonWriter writer, in AccountTotals t)
    {
        writer.Amount("totalInitialMargin", t.PositionInitial + t.OrderInitial);
        writer.Amount("totalMaintMargin", t.Maintenance);
        writer.Amount("totalWalletBalance", t.Wallet);
        writer.Amount("totalUnrealizedProfit", t.Unrealized);
        writer.Amount("totalMarginBalance", t.Wallet + t.Unrealized);
        writer.Amount("totalPositionInitialMargin", t.PositionInitial);
        writer.Amount("totalOpenOrderInitialMargin", t.OrderInitial);
        writer.Amount("totalCrossWalletBalance", t.CrossWallet);
        writer.Amount("totalCrossUnPnl", t.CrossUnrealized);
        writer.Amount("availableBalance", t.Available);
        writer.Amount("maxWithdrawAmount", t.MaxWithdraw);
    }

    public static void WriteAsset(Utf8JsonWriter writer, in AccountTotals t, bool withMarginAvailable)
    {
        writer.WriteStartObject();
        writer.WriteString("asset", "USDT");
        writer.Amount("walletBalance", t.Wallet);
        writer.Amount("unrealizedProfit", t.Unrealized);
        writer.Amount("marginBalance", t.Wallet + t.Unrealized);
        writer.Amount("maintMargin", t.Maintenance);
        writer.Amount("initialMargin", t.PositionInitial + t.OrderInitial);
        writer.Amount("positionInitialMargin", t.PositionInitial);
        writer.Amount("openOrderInitialMargin", t.OrderInitial);
        writer.Amount("crossWalletBalance", t.CrossWallet);
        writer.Amount("crossUnPnl", t.CrossUnrealized);
        writer.Amount("availableBalance", t.Available);
        writer.Amount("maxWithdrawAmount", t.MaxWithdraw);
        if (withMarginAvailable) writer.WriteBoolean("marginAvailable", true);
        writer.WriteNumber("updateTime", t.UpdateTime);
        writer.WriteEndObject();
    }

    /// <summary>A position row of v3 account.</summary>
    public static void WriteShortPosition(Utf8JsonWriter writer, Holding holding)
    {
        writer.WriteStartObject();
        WriteSize(writer, holding, "unrealizedProfit");
        WriteIsolated(writer, holding);
        writer.Amount("initialMargin", Margin.Initial(holding));
        writer.Amount("maintMargin", Margin.Maintenance(holding));
        writer.WriteNumber("updateTime", holding.UpdateTime);
        writer.WriteEndObject();
    }

    /// <summary>A position row of v2 account.</summary>
    public static void WriteSettingsPosition(Utf8JsonWriter writer, Holding holding, FeeSchedule fees)
    {
        writer.WriteStartObject();
        WriteSize(writer, holding, "unrealizedProfit");
        writer.Amount("initialMargin", Margin.Initial(holding));
        writer.Amount("maintMargin", Margin.Maintenance(holding));
        writer.Amount("positionInitialMargin", Margin.PositionInitial(holding));
        writer.Amount("openOrderInitialMargin", Margin.OpenOrderInitial(holding));
        writer.WriteString("leverage", holding.Leverage.ToString(CultureInfo.InvariantCulture));
        writer.WriteBoolean("isolated", holding.IsIsolated);
        writer.Amount("entryPrice", holding.Position.EntryPrice);
        writer.Amount("breakEvenPrice", BreakEven(holding, fees));
        writer.Amount("maxNotional", holding.Market.Contract.MaxNotionalAt(holding.Leverage), 0);
        writer.Amount("bidNotional", holding.BidNotional);
        writer.Amount("askNotional", holding.AskNotional);
        writer.WriteNumber("updateTime", holding.UpdateTime);
        writer.WriteEndObject();
    }

    /// <summary>A row of positionRisk; v2 tells settings, v3 margins.</summary>
    public static void WriteRisk(Utf8JsonWriter writer, Holding holding, FeeSchedule fees, bool isV3)
    {
        writer.WriteStartObject();
        WriteSize(writer, holding, "unRealizedProfit");
        writer.Amount("entryPrice", holding.Position.EntryPrice);
        writer.Amount("breakEvenPrice", BreakEven(holding, fees));
        writer.Amount("markPrice", holding.Market.MarkPrice);
        writer.Amount("liquidationPrice", Margin.LiquidationPrice(holding));
        WriteIsolated(writer, holding);
        if (isV3) WriteRiskMargins(writer, holding);
        else WriteRiskSettings(writer, holding);
        writer.WriteNumber("updateTime", holding.UpdateTime);
        writer.WriteEndObject();
    }

    private static void WriteRiskMargins(Utf8JsonWriter writer, Holding holding)
    {
        writer.WriteString("marginAsset", "USDT");
        writer.Amount("initialMargin", Margin.Initial(holding));
        writer.Amount("maintMargin", Margin.Maintenance(holding));
        writer.Amount("positionInitialMargin", Margin.PositionInitial(holding));
        writer.Amount("openOrderInitialMargin", Margin.OpenOrderInitial(holding));
        writer.WriteNumber("adl", holding.Position.IsFlat ? 0 : 1);
        writer.Amount("bidNotional", holding.BidNotional);
        writer.Amount("askNotional", holding.AskNotional);
    }

    private static void WriteRiskSettings(Utf8JsonWriter writer, Holding holding)
    {
        writer.WriteString("marginType", WordOf(holding));
        writer.WriteString("isAutoAddMargin", "false");
        writer.WriteString("leverage", holding.Leverage.ToString(CultureInfo.InvariantCulture));
        writer.Amount("maxNotionalValue", holding.Market.Contract.MaxNotionalAt(holding.Leverage), 0);
    }

    /// <summary>The isolated margin is the isolated wallet with the unrealised profit.</summary>
    private static void WriteIsolated(Utf8JsonWriter writer, Holding holding)
    {
        if (holding.IsIsolated) writer.Amount("isolatedMargin", holding.IsolatedWallet + Margin.Unrealized(holding));
        else writer.WriteString("isolatedMargin", "0");
        WriteIsolatedWallet(writer, "isolatedWallet", holding);
    }

    private static void WriteSize(Utf8JsonWriter writer, Holding holding, string unrealized)
    {
        writer.WriteString("symbol", holding.Market.Contract.Name);
        writer.WriteString("positionSide", "BOTH");
        writer.Amount("positionAmt", holding.Position.Quantity, holding.Market.Contract.QuantityDigits);
        writer.Amount(unrealized, Margin.Unrealized(holding));
        writer.Amount("notional", holding.Position.Quantity * holding.Market.MarkPrice);
    }
}
