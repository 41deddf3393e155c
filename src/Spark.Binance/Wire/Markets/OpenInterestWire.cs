namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v1/openInterest</c>.</summary>
public sealed record OpenInterestWire
{
    /// <summary>Base asset.</summary>
    public required decimal OpenInterest { get; init; }

    public required string Symbol { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long Time { get; init; }
}
