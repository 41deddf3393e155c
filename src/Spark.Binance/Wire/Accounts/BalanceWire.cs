namespace Spark.Binance.Wire.Accounts;

/// <summary>A row of <c>GET /fapi/v3/balance</c>.</summary>
public sealed record BalanceWire
{
    public string AccountAlias { get; init; } = "";

    public required string Asset { get; init; }

    public required decimal Balance { get; init; }

    public decimal CrossWalletBalance { get; init; }

    public decimal CrossUnPnl { get; init; }

    public required decimal AvailableBalance { get; init; }

    public decimal MaxWithdrawAmount { get; init; }

    public bool MarginAvailable { get; init; }

    public long UpdateTime { get; init; }
}
