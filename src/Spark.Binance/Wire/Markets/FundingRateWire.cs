namespace Spark.Binance.Wire.Markets;

/// <summary>A row of <c>GET /fapi/v1/fundingRate</c>.</summary>
public sealed record FundingRateWire
{
    public required string Symbol { get; init; }

    /// <summary>Fraction of the notional.</summary>
    public required decimal FundingRate { get; init; }

    /// <summary>Milliseconds since 1970, UTC; may be a few past the hour.</summary>
    public required long FundingTime { get; init; }

    [System.Text.Json.Serialization.JsonConverter(typeof(BlankDecimalConverter))]
    public decimal? MarkPrice { get; init; }

    /// <summary>Regular or Special; absent on older hosts.</summary>
    public string? RateType { get; init; }
}
