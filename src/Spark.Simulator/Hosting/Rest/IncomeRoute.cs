using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Settlement;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>What moved the wallet: fills' profits and commissions, funding, transfers, insurance.</summary>
internal static class IncomeRoute
{
    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.Ordinal,
        "TRANSFER", "WELCOME_BONUS", "REALIZED_PNL", "FUNDING_FEE", "SPECIAL_FUNDING_FEE", "COMMISSION", "INSURANCE_CLEAR", "REFERRAL_KICKBACK",
        "COMMISSION_REBATE", "API_REBATE", "CONTEST_REWARD", "CROSS_COLLATERAL_TRANSFER", "OPTIONS_PREMIUM_FEE", "OPTIONS_SETTLE_PROFIT",
        "INTERNAL_TRANSFER", "AUTO_EXCHANGE", "DELIVERED_SETTELMENT", "COIN_SWAP_DEPOSIT", "COIN_SWAP_WITHDRAW", "POSITION_LIMIT_INCREASE_FEE",
        "STRATEGY_UMFUTURES_TRANSFER", "FEE_RETURN", "BFUSD_REWARD");

    private sealed record Row(string Symbol, string Type, decimal Amount, string Info, long Time, long Id, string TradeId);

    public static ApiReply Answer(ApiCall call)
    {
        var p = call.Parameters;
        var (type, symbol) = (p["incomeType"], p["symbol"]);
        if (type is { Length: > 0 } && !Types.Contains(type)) return ApiReply.Error(400, -1130, "Data sent for parameter 'incomeType' is not valid.");
        var (start, end) = p.Times();
        var from = start ?? (end ?? call.ServerTime) - 7 * 86_400_000L;
        var limit = p.Limit(100, 1000);
        var rows = RowsOf(call.Account)
            .Where(row => row.Time >= from && !(row.Time > end))
            .Where(row => type is null or "" || row.Type == type)
            .Where(row => symbol is null or "" || row.Symbol == symbol)
            .OrderBy(row => row.Time).ThenBy(row => row.Id)
            .ToArray();
        var page = (int)Math.Max(1, p.Whole("page") ?? 1);
        var shown = start is null && end is null && p["page"] is null ? rows.TakeLast(limit) : rows.Skip((page - 1) * limit).Take(limit);
        return ApiReply.Ok(shown, static (writer, all) =>
        {
            writer.WriteStartArray();
            foreach (var row in all) Write(writer, row);
            writer.WriteEndArray();
        });
    }

    private static IEnumerable<Row> RowsOf(Account account)
    {
        foreach (var trade in account.Trades)
        {
            var (symbol, id) = (trade.Order.Market.Contract.Name, trade.Id.ToString(CultureInfo.InvariantCulture));
            if (trade.RealizedPnl != 0) yield return new Row(symbol, "REALIZED_PNL", trade.RealizedPnl, id, trade.Time, trade.Id, id);
            if (trade.Commission != 0) yield return new Row(symbol, "COMMISSION", -trade.Commission, id, trade.Time, trade.Id, id);
        }
        foreach (var row in account.Incomes) yield return new Row(row.Symbol, WordOf(row.Type), row.Amount, WordOf(row.Type), row.Time, row.Id, "");
    }

    private static string WordOf(IncomeType type) => type switch
    {
        IncomeType.Transfer => "TRANSFER",
        IncomeType.FundingFee => "FUNDING_FEE",
        IncomeType.InsuranceClear => "INSURANCE_CLEAR",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static void Write(Utf8JsonWriter writer, Row row)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", row.Symbol);
        writer.WriteString("incomeType", row.Type);
        writer.Amount("income", row.Amount);
        writer.WriteString("asset", "USDT");
        writer.WriteString("info", row.Info);
        writer.WriteNumber("time", row.Time);
        writer.WriteNumber("tranId", row.Id);
        writer.WriteString("tradeId", row.TradeId);
        writer.WriteEndObject();
    }
}
