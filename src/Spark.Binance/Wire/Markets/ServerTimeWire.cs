namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v1/time</c>.</summary>
public sealed record ServerTimeWire
{
    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long ServerTime { get; init; }
}
