using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Markets;

/// <summary>A row of <c>GET /fapi/v1/aggTrades</c>: trades of one taker order at one price.</summary>
public sealed record AggTradeWire
{
    [JsonPropertyName("a")]
    public required long Id { get; init; }

    [JsonPropertyName("p")]
    public required decimal Price { get; init; }

    /// <summary>Base asset.</summary>
    [JsonPropertyName("q")]
    public required decimal Quantity { get; init; }

    /// <summary>Quantity without RPI trades.</summary>
    [JsonPropertyName("nq")]
    public decimal? NormalQuantity { get; init; }

    [JsonPropertyName("f")]
    public required long FirstTradeId { get; init; }

    [JsonPropertyName("l")]
    public required long LastTradeId { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    [JsonPropertyName("T")]
    public required long Time { get; init; }

    [JsonPropertyName("m")]
    public required bool IsBuyerMaker { get; init; }
}
