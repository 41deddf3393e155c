using System.Globalization;
using System.Text.Json;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>The user stream's events. Times are ms UTC.</summary>
internal static class UserEventJson
{
    public static byte[] TradeLite(UserTrade trade, long eventTime) => WireWriting.Json((trade, eventTime), static (writer, x) =>
    {
        var order = x.trade.Order;
        var contract = order.Market.Contract;
        Begin(writer, "TRADE_LITE", x.eventTime, x.trade.Time);
        writer.WriteString("s", contract.Name);
        writer.Amount("q", order.Quantity, contract.QuantityDigits);
        writer.Amount("p", order.Price, contract.PriceDigits);
        writer.WriteBoolean("m", x.trade.IsMaker);
        writer.WriteString("c", order.ClientOrderId);
        writer.WriteString("S", order.Side.ToWord());
        writer.Amount("L", x.trade.Price, contract.PriceDigits);
        writer.Amount("l", x.trade.Quantity, contract.QuantityDigits);
        writer.WriteNumber("t", x.trade.Id);
        writer.WriteNumber("i", order.Id);
        writer.WriteEndObject();
    });

    /// <param name="reason">Why: ORDER, MARGIN_TYPE_CHANGE or MARGIN_TRANSFER.</param>
    /// <param name="holding">What changed.</param>
    /// <param name="breakEven">Its break-even price.</param>
    /// <param name="eventTime">When it is told.</param>
    /// <param name="time">When it happened.</param>
    public static byte[] AccountUpdate(string reason, Holding holding, decimal breakEven, long eventTime, long time) =>
        WireWriting.Json((reason, holding, breakEven, eventTime, time), static (writer, x) =>
        {
            Begin(writer, "ACCOUNT_UPDATE", x.eventTime, x.time);
            writer.WriteStartObject("a");
            writer.WriteString("m", x.reason);
            WriteBalance(writer, x.holding.Account, 0);
            writer.WriteStartArray("P");
            WritePosition(writer, x.holding, x.breakEven);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    public static byte[] OrderUpdate(BookOrder order, ExecutionType type, UserTrade? trade, long eventTime) =>
        WireWriting.Json((order, type, trade, eventTime), static (writer, x) =>
        {
            Begin(writer, "ORDER_TRADE_UPDATE", x.eventTime, x.order.UpdateTime);
            writer.WriteStartObject("o");
            WriteOrder(writer, x.order, x.type);
            WriteFill(writer, x.order, x.trade);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    public static byte[] LeverageUpdate(Holding holding, long eventTime, long time) => WireWriting.Json((holding, eventTime, time), static (writer, x) =>
    {
        Begin(writer, "ACCOUNT_CONFIG_UPDATE", x.eventTime, x.time);
        writer.WriteStartObject("ac");
        writer.WriteString("s", x.holding.Market.Contract.Name);
        writer.WriteNumber("l", x.holding.Leverage);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>A change that no trade made: funding names its symbol, and lists the position when that is isolated.</summary>
    public static byte[] WalletUpdate(Account account, IncomeRow row, (Holding Holding, decimal BreakEven)? isolated, long eventTime, long time) =>
        WireWriting.Json((account, row, isolated, eventTime, time), static (writer, x) =>
        {
            Begin(writer, "ACCOUNT_UPDATE", x.eventTime, x.time);
            writer.WriteStartObject("a");
            writer.WriteString("m", ReasonOf(x.row));
            if (x.row.Type == IncomeType.FundingFee) writer.WriteString("S", x.row.Symbol);
            WriteBalance(writer, x.account, x.row.Amount);
            writer.WriteStartArray("P");
            if (x.isolated is { } position) WritePosition(writer, position.Holding, position.BreakEven);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    public static byte[] ModeUpdate(Account account, long eventTime, long time) => WireWriting.Json((account, eventTime, time), static (writer, x) =>
    {
        Begin(writer, "ACCOUNT_CONFIG_UPDATE", x.eventTime, x.time);
        writer.WriteStartObject("ai");
        writer.WriteBoolean("j", x.account.IsMultiAssets);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static string ReasonOf(IncomeRow row) => row.Type switch
    {
        IncomeType.FundingFee => "FUNDING_FEE",
        IncomeType.InsuranceClear => "INSURANCE_CLEAR",
        _ => row.Amount >= 0 ? "DEPOSIT" : "WITHDRAW",
    };

    private static void WriteBalance(Utf8JsonWriter writer, Account account, decimal change)
    {
        writer.WriteStartArray("B");
        writer.WriteStartObject();
        writer.WriteString("a", "USDT");
        writer.Amount("wb", account.Wallet);
        writer.Amount("cw", account.CrossWallet);
        if (change == 0) writer.WriteString("bc", "0");
        else writer.Amount("bc", change);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>The margin of these positions is nearly used up: all cross ones, or one isolated one.</summary>
    public static byte[] MarginCall(Account account, IReadOnlyList<Holding> positions, long eventTime) =>
        WireWriting.Json((account, positions, eventTime), static (writer, x) =>
        {
            writer.WriteStartObject();
            writer.WriteString("e", "MARGIN_CALL");
            writer.WriteNumber("E", x.eventTime);
            if (!x.positions[0].IsIsolated) writer.Amount("cw", x.account.CrossWallet);
            writer.WriteStartArray("p");
            foreach (var holding in x.positions) WriteCalled(writer, holding);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static void WriteCalled(Utf8JsonWriter writer, Holding holding)
    {
        writer.WriteStartObject();
        writer.WriteString("s", holding.Market.Contract.Name);
        writer.WriteString("ps", "BOTH");
        writer.Amount("pa", holding.Position.Quantity, holding.Market.Contract.QuantityDigits);
        writer.WriteString("mt", holding.IsIsolated ? "ISOLATED" : "CROSSED");
        Rest.AccountJson.WriteIsolatedWallet(writer, "iw", holding);
        writer.Amount("mp", holding.Market.MarkPrice);
        writer.Amount("up", Margin.Unrealized(holding));
        writer.Amount("mm", Margin.Maintenance(holding));
        writer.WriteEndObject();
    }

    public static byte[] ListenKeyExpired(string key, long eventTime) => WireWriting.Json((key, eventTime), static (writer, x) =>
    {
        writer.WriteStartObject();
        writer.WriteString("e", "listenKeyExpired");
        writer.WriteNumber("E", x.eventTime);
        writer.WriteString("listenKey", x.key);
        writer.WriteEndObject();
    });

    private static void Begin(Utf8JsonWriter writer, string type, long eventTime, long time)
    {
        writer.WriteStartObject();
        writer.WriteString("e", type);
        writer.WriteNumber("E", eventTime);
        writer.WriteNumber("T", time);
    }

    private static void WritePosition(Utf8JsonWriter writer, Holding holding, decimal breakEven)
    {
        writer.WriteStartObject();
        writer.WriteString("s", holding.Market.Contract.Name);
        writer.Amount("pa", holding.Position.Quantity, holding.Market.Contract.QuantityDigits);
        writer.Amount("ep", holding.Position.EntryPrice);
        writer.Amount("bep", breakEven);
        writer.Amount("cr", holding.Realized);
        writer.Amount("up", Margin.Unrealized(holding));
        writer.WriteString("mt", Rest.AccountJson.WordOf(holding));
        Rest.AccountJson.WriteIsolatedWallet(writer, "iw", holding);
        writer.WriteString("ps", "BOTH");
        writer.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter writer, BookOrder order, ExecutionType type)
    {
        var contract = order.Market.Contract;
        var holding = order.Account.In(order.Market);
        writer.WriteString("s", contract.Name);
        writer.WriteString("c", order.ClientOrderId);
        writer.WriteString("S", order.Side.ToWord());
        writer.WriteString("o", order.IsLiquidation ? "LIQUIDATION" : order.Type.ToWord());
        writer.WriteString("f", order.TimeInForce.ToWord());
        writer.Amount("q", order.Quantity, contract.QuantityDigits);
        writer.Amount("p", order.Price, contract.PriceDigits);
        writer.Amount("ap", order.AveragePrice, contract.PriceDigits + 4);
        writer.Amount("sp", order.Algo?.TriggerPrice ?? 0, contract.PriceDigits);
        writer.WriteString("x", type.ToString().ToUpperInvariant());
        writer.WriteString("X", order.Status.ToWord());
        writer.WriteNumber("i", order.Id);
        writer.Amount("z", order.FilledQuantity, contract.QuantityDigits);
        writer.Amount("b", holding.BidNotional, contract.PriceDigits);
        writer.Amount("a", holding.AskNotional, contract.PriceDigits);
        writer.WriteNumber("T", order.UpdateTime);
        writer.WriteBoolean("R", order.ReduceOnly);
        writer.WriteString("wt", Rest.AlgoJson.WordOf(order.Algo?.WorkingType ?? WorkingType.ContractPrice));
        writer.WriteString("ot", (order.Algo?.Type ?? order.Type).ToWord());
        writer.WriteString("ps", "BOTH");
        writer.WriteBoolean("cp", order.Algo?.ClosePosition ?? false);
        writer.WriteBoolean("pP", order.Algo?.PriceProtect ?? false);
        writer.WriteNumber("si", 0);
        writer.WriteNumber("ss", 0);
        writer.WriteString("V", Rest.OrderJson.WordOf(order.SelfTrade));
        writer.WriteString("pm", "NONE");
        writer.WriteNumber("gtd", 0);
        writer.WriteString("er", ((int)order.ExpiryReason).ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteFill(Utf8JsonWriter writer, BookOrder order, UserTrade? trade)
    {
        var contract = order.Market.Contract;
        writer.Amount("l", trade?.Quantity ?? 0, contract.QuantityDigits);
        writer.Amount("L", trade?.Price ?? 0, contract.PriceDigits);
        writer.WriteNumber("t", trade?.Id ?? 0);
        writer.WriteBoolean("m", trade?.IsMaker ?? false);
        writer.Amount("rp", trade?.RealizedPnl ?? 0);
        writer.WriteString("N", "USDT");
        writer.Amount("n", trade?.Commission ?? 0);
    }
}
