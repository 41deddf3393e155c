namespace Spark.Contracts;

/// <summary>One execution; realised profit is before commission.</summary>
public sealed record FillView
{
    public required string Symbol { get; init; }

    public required long TradeId { get; init; }

    public required long OrderId { get; init; }

    public required string ClientOrderId { get; init; }

    public required string Side { get; init; }

    public required decimal Price { get; init; }

    public required decimal Quantity { get; init; }

    public required decimal Fee { get; init; }

    public required string FeeAsset { get; init; }

    public required decimal RealizedPnl { get; init; }

    public required bool Maker { get; init; }

    public required DateTimeOffset Time { get; init; }
}
