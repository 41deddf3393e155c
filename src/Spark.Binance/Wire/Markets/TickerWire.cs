namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v1/ticker/24hr</c>: a sliding day.</summary>
public sealed record TickerWire
{
    public required string Symbol { get; init; }

    public required decimal PriceChange { get; init; }

    public required decimal PriceChangePercent { get; init; }

    public decimal WeightedAvgPrice { get; init; }

    public required decimal LastPrice { get; init; }

    public decimal LastQty { get; init; }

    public decimal OpenPrice { get; init; }

    public decimal HighPrice { get; init; }

    public decimal LowPrice { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Volume { get; init; }

    public decimal QuoteVolume { get; init; }

    public long OpenTime { get; init; }

    public long CloseTime { get; init; }

    public long FirstId { get; init; }

    public long LastId { get; init; }

    public long Count { get; init; }
}
