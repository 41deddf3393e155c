using System.Text.Json.Serialization;

namespace Spark.Binance.Wire.Accounts;

/// <summary>A row of <c>GET /fapi/v3/positionRisk</c>; v2 rows read too. A symbol with only resting orders has a row of amount 0.</summary>
public sealed record PositionRiskWire
{
    public required string Symbol { get; init; }

    public string PositionSide { get; init; } = "BOTH";

    /// <summary>Signed, base asset.</summary>
    public required decimal PositionAmt { get; init; }

    public required decimal EntryPrice { get; init; }

    public decimal? BreakEvenPrice { get; init; }

    public required decimal MarkPrice { get; init; }

    public required decimal UnRealizedProfit { get; init; }

    /// <summary>0 when there is none.</summary>
    public decimal LiquidationPrice { get; init; }

    public decimal? IsolatedMargin { get; init; }

    public decimal? Notional { get; init; }

    public string? MarginAsset { get; init; }

    public decimal? IsolatedWallet { get; init; }

    public decimal? InitialMargin { get; init; }

    public decimal? MaintMargin { get; init; }

    public decimal? PositionInitialMargin { get; init; }

    public decimal? OpenOrderInitialMargin { get; init; }

    public decimal? BidNotional { get; init; }

    public decimal? AskNotional { get; init; }

    /// <summary>v2 only.</summary>
    public int? Leverage { get; init; }

    /// <summary>v2 only: cross or isolated.</summary>
    public string? MarginType { get; init; }

    /// <summary>v2 only.</summary>
    [JsonConverter(typeof(TextConverter))]
    public string? IsAutoAddMargin { get; init; }

    /// <summary>v2 only.</summary>
    public string? MaxNotionalValue { get; init; }

    public int? Adl { get; init; }

    public required long UpdateTime { get; init; }
}
