namespace Spark.Binance.Wire.Markets;

/// <summary><c>GET /fapi/v1/premiumIndex</c>: mark price and funding.</summary>
public sealed record PremiumIndexWire
{
    public required string Symbol { get; init; }

    public required decimal MarkPrice { get; init; }

    public decimal IndexPrice { get; init; }

    public decimal EstimatedSettlePrice { get; init; }

    /// <summary>The running interval's estimate, a fraction.</summary>
    public decimal LastFundingRate { get; init; }

    public decimal InterestRate { get; init; }

    public long NextFundingTime { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long Time { get; init; }
}
