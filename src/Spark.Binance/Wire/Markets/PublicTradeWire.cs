namespace Spark.Binance.Wire.Markets;

/// <summary>A row of <c>GET /fapi/v1/trades</c> and <c>historicalTrades</c>.</summary>
public sealed record PublicTradeWire
{
    public required long Id { get; init; }

    public required decimal Price { get; init; }

    /// <summary>Base asset.</summary>
    public required decimal Qty { get; init; }

    public decimal QuoteQty { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long Time { get; init; }

    public required bool IsBuyerMaker { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("isRPITrade")]
    public bool? IsRpiTrade { get; init; }
}
