using Spark.Binance.Reports;
using Spark.Domain.Orders;

namespace Spark.Testing.Core;

/// <summary>A conditional order in the model exchange's algo service.</summary>
internal sealed record ModelStop(long AlgoId, OrderIntent Intent, string Status, long UpdatedAt)
{
    /// <summary>The plain order that it became.</summary>
    public long? ActualOrderId { get; init; }

    public bool Waits => Status == "NEW";

    public AlgoOrderReport Report() => new()
    {
        Symbol = Intent.Symbol,
        AlgoId = AlgoId,
        ClientAlgoId = Intent.ClientOrderId.Value,
        Side = Intent.Side,
        Type = Intent.Type,
        TypeWord = Intent.Type.ToWord(),
        Quantity = Intent.Quantity,
        TriggerPrice = Intent.StopPrice,
        Price = Intent.Price,
        Status = Status,
        ReduceOnly = Intent.ReduceOnly,
        ActualOrderId = ActualOrderId,
        UpdateTime = DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
    };
}
