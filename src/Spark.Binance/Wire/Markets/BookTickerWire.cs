namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v1/ticker/bookTicker</c>.</summary>
public sealed record BookTickerWire
{
    public long? LastUpdateId { get; init; }

    public required string Symbol { get; init; }

    public required decimal BidPrice { get; init; }

    public required decimal BidQty { get; init; }

    public required decimal AskPrice { get; init; }

    public required decimal AskQty { get; init; }

    public long Time { get; init; }
}
