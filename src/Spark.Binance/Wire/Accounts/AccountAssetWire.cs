namespace Spark.Binance.Wire.Accounts;

/// <summary>One asset of an account.</summary>
public sealed record AccountAssetWire
{
    public required string Asset { get; init; }

    public required decimal WalletBalance { get; init; }

    public decimal UnrealizedProfit { get; init; }

    public decimal MarginBalance { get; init; }

    public decimal MaintMargin { get; init; }

    public decimal InitialMargin { get; init; }

    public decimal PositionInitialMargin { get; init; }

    public decimal OpenOrderInitialMargin { get; init; }

    public decimal CrossWalletBalance { get; init; }

    public decimal CrossUnPnl { get; init; }

    public decimal AvailableBalance { get; init; }

    public decimal MaxWithdrawAmount { get; init; }

    public bool? MarginAvailable { get; init; }

    public long UpdateTime { get; init; }
}
