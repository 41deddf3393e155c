namespace Spark.Binance.Wire.Accounts;

/// <summary>A position inside the account reply; entry price and leverage are in the v2 reply only.</summary>
public sealed record AccountPositionWire
{
    public required string Symbol { get; init; }

    public string PositionSide { get; init; } = "BOTH";

    /// <summary>Signed, base asset.</summary>
    public required decimal PositionAmt { get; init; }

    public decimal UnrealizedProfit { get; init; }

    public decimal? IsolatedMargin { get; init; }

    public decimal? Notional { get; init; }

    public decimal? IsolatedWallet { get; init; }

    public decimal InitialMargin { get; init; }

    public decimal MaintMargin { get; init; }

    public decimal? PositionInitialMargin { get; init; }

    public decimal? OpenOrderInitialMargin { get; init; }

    public decimal? Leverage { get; init; }

    public bool? Isolated { get; init; }

    public decimal? EntryPrice { get; init; }

    public decimal? BidNotional { get; init; }

    public decimal? AskNotional { get; init; }

    public long UpdateTime { get; init; }
}
