using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Binance.Reports;

/// <summary>One fill. De-duplicate by symbol and <see cref="TradeId"/>: streams and queries repeat.</summary>
public sealed record TradeReport
{
    public required Symbol Symbol { get; init; }

    public required long TradeId { get; init; }

    public required long OrderId { get; init; }

    /// <summary>Null from <c>userTrades</c>, which knows order ids only.</summary>
    public string? ClientOrderId { get; init; }

    public required Side Side { get; init; }

    /// <summary>Quote asset.</summary>
    public required decimal Price { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Commission in <see cref="FeeAsset"/>, in the exchange's sign.</summary>
    public required decimal Fee { get; init; }

    /// <summary>Empty when there was no commission.</summary>
    public required string FeeAsset { get; init; }

    /// <summary>Before commission, quote asset.</summary>
    public required decimal RealizedPnl { get; init; }

    public required bool Maker { get; init; }

    public required DateTimeOffset Time { get; init; }
}
