namespace Spark.Binance.Wire.Accounts;

/// <summary><c>GET /fapi/v1/commissionRate</c>: fractions of the notional.</summary>
public sealed record CommissionRateWire
{
    public required string Symbol { get; init; }

    public required decimal MakerCommissionRate { get; init; }

    public required decimal TakerCommissionRate { get; init; }

    public decimal? RpiCommissionRate { get; init; }
}
