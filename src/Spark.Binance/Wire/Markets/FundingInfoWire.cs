namespace Spark.Binance.Wire.Markets;

/// <summary>A row of <c>GET /fapi/v1/fundingInfo</c>: only symbols whose cap, floor or interval was adjusted.</summary>
public sealed record FundingInfoWire
{
    public required string Symbol { get; init; }

    public required decimal AdjustedFundingRateCap { get; init; }

    public required decimal AdjustedFundingRateFloor { get; init; }

    public required int FundingIntervalHours { get; init; }
}
