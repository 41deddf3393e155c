using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Reports;

/// <summary>
/// An order as the exchange tells it. Orders placed elsewhere may have types, times in force or statuses that Spark has no word for:
/// then the enum is null and the exchange's word remains.
/// </summary>
public sealed record OrderReport
{
    public required Symbol Symbol { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Any text: foreign clients choose their own.</summary>
    public required string ClientOrderId { get; init; }

    public required Side Side { get; init; }

    public required OrderType? Type { get; init; }

    public required string TypeWord { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price in quote asset; null where the type has none.</summary>
    public decimal? Price { get; init; }

    /// <summary>Trigger price in quote asset; null where the type has none.</summary>
    public decimal? StopPrice { get; init; }

    public required TimeInForce? TimeInForce { get; init; }

    public required string TimeInForceWord { get; init; }

    public bool ReduceOnly { get; init; }

    public required OrderStatus? Status { get; init; }

    public required string StatusWord { get; init; }

    /// <summary>Cumulative fill, base asset.</summary>
    public required decimal Executed { get; init; }

    /// <summary>Average fill price in quote asset; null when nothing filled or this source doesn't tell (placing and cancelling don't).</summary>
    public decimal? AveragePrice { get; init; }

    public required DateTimeOffset UpdateTime { get; init; }
}
