using System.Globalization;
using Microsoft.Data.Sqlite;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Journal;

/// <summary>A fill as a row: decimals as text, so that no digit is lost.</summary>
internal static class FillRows
{
    public static object[] Values(Fill fill) =>
    [
        fill.Symbol.Value, fill.TradeId, fill.OrderId, fill.ClientOrderId.Value, fill.Side.ToWord(), Text(fill.Price), Text(fill.Quantity),
        Text(fill.Fee), fill.FeeAsset, Text(fill.RealizedPnl), fill.Maker ? 1 : 0, fill.Time.ToUnixTimeMilliseconds(),
    ];

    public static Fill Read(SqliteDataReader row) => new()
    {
        Symbol = Symbol.Parse(row.GetString(0)),
        TradeId = row.GetInt64(1),
        OrderId = row.GetInt64(2),
        ClientOrderId = ClientOrderId.Parse(row.GetString(3)),
        Side = OrderWords.TryReadSide(row.GetString(4), out var side) ? side : throw new FormatException("A stored fill has no side."),
        Price = Number(row.GetString(5)),
        Quantity = Number(row.GetString(6)),
        Fee = Number(row.GetString(7)),
        FeeAsset = row.GetString(8),
        RealizedPnl = Number(row.GetString(9)),
        Maker = row.GetInt64(10) == 1,
        Time = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11)),
    };

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
