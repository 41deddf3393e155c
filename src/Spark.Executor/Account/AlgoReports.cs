using Spark.Binance.Reports;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>What the algo service tells of a conditional order, in the words of plain ones.</summary>
internal static class AlgoReports
{
    /// <summary>Its id is the algo id. A type that Spark has no word for becomes the nearest conditional one.</summary>
    public static OrderReport AsReport(AlgoOrderReport algo) => new()
    {
        Symbol = algo.Symbol,
        OrderId = algo.AlgoId,
        ClientOrderId = algo.ClientAlgoId,
        Side = algo.Side,
        Type = algo.Type ?? (algo.Price is null ? OrderType.StopMarket : OrderType.Stop),
        TypeWord = algo.TypeWord,
        Quantity = algo.Quantity,
        Price = algo.Price,
        StopPrice = algo.TriggerPrice,
        TimeInForce = algo.TimeInForce,
        TimeInForceWord = "",
        ReduceOnly = algo.ReduceOnly || algo.ClosePosition,
        Status = StatusOf(algo),
        StatusWord = algo.Status,
        Executed = algo.Executed ?? 0,
        AveragePrice = algo.AveragePrice,
        UpdateTime = algo.UpdateTime,
    };

    private static OrderStatus? StatusOf(AlgoOrderReport algo) => algo.Status switch
    {
        "NEW" or "TRIGGERING" or "TRIGGERED" => OrderStatus.New,
        "CANCELED" => OrderStatus.Canceled,
        "REJECTED" => OrderStatus.Rejected,
        "EXPIRED" => OrderStatus.Expired,
        "FINISHED" => algo.Executed >= algo.Quantity ? OrderStatus.Filled : OrderStatus.Canceled,
        _ => null,
    };
}
