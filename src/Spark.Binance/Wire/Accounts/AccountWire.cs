namespace Spark.Binance.Wire.Accounts;

/// <summary><c>GET /fapi/v3/account</c>; the v2 reply reads too. In single-asset mode the totals are USDT.</summary>
public sealed record AccountWire
{
    public int? FeeTier { get; init; }

    public bool? FeeBurn { get; init; }

    public bool? CanTrade { get; init; }

    public bool? CanDeposit { get; init; }

    public bool? CanWithdraw { get; init; }

    public long? UpdateTime { get; init; }

    public bool? MultiAssetsMargin { get; init; }

    public long? TradeGroupId { get; init; }

    public required decimal TotalInitialMargin { get; init; }

    public required decimal TotalMaintMargin { get; init; }

    public required decimal TotalWalletBalance { get; init; }

    public required decimal TotalUnrealizedProfit { get; init; }

    /// <summary>Wallet + unrealised profit.</summary>
    public required decimal TotalMarginBalance { get; init; }

    public decimal TotalPositionInitialMargin { get; init; }

    public decimal TotalOpenOrderInitialMargin { get; init; }

    public decimal TotalCrossWalletBalance { get; init; }

    public decimal TotalCrossUnPnl { get; init; }

    public required decimal AvailableBalance { get; init; }

    public decimal MaxWithdrawAmount { get; init; }

    public required IReadOnlyList<AccountAssetWire> Assets { get; init; }

    public required IReadOnlyList<AccountPositionWire> Positions { get; init; }
}
