namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v2/ticker/price</c> (and v1).</summary>
public sealed record PriceWire
{
    public required string Symbol { get; init; }

    public required decimal Price { get; init; }

    public long Time { get; init; }
}
