using Spark.Domain.Markets;

namespace Spark.Domain.Orders;

/// <summary>One execution of an order. <see cref="TradeId"/> is unique per symbol and is what fills are de-duplicated by.</summary>
public sealed record Fill
{
    public required Symbol Symbol { get; init; }

    public required long TradeId { get; init; }

    public required long OrderId { get; init; }

    public required ClientOrderId ClientOrderId { get; init; }

    public required Side Side { get; init; }

    /// <summary>Quote asset.</summary>
    public required decimal Price { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Commission in <see cref="FeeAsset"/>; positive is paid.</summary>
    public required decimal Fee { get; init; }

    public required string FeeAsset { get; init; }

    /// <summary>Realised profit of this fill before commission, quote asset.</summary>
    public required decimal RealizedPnl { get; init; }

    public required bool Maker { get; init; }

    public required DateTimeOffset Time { get; init; }
}
