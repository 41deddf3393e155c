namespace Spark.Binance.Wire.Trading;

/// <summary><c>POST /fapi/v1/leverage</c>.</summary>
public sealed record LeverageWire
{
    public required string Symbol { get; init; }

    public required int Leverage { get; init; }

    /// <summary>Largest position notional at this leverage, quote asset; the exchange may say INF.</summary>
    public string? MaxNotionalValue { get; init; }
}
