using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>Fills in the contract's words.</summary>
internal static class FillViews
{
    public static FillView Of(Fill fill) => new()
    {
        Symbol = fill.Symbol.Value,
        TradeId = fill.TradeId,
        OrderId = fill.OrderId,
        ClientOrderId = fill.ClientOrderId.Value,
        Side = fill.Side.ToWord(),
        Price = fill.Price,
        Quantity = fill.Quantity,
        Fee = fill.Fee,
        FeeAsset = fill.FeeAsset,
        RealizedPnl = fill.RealizedPnl,
        Maker = fill.Maker,
        Time = fill.Time,
    };
}
