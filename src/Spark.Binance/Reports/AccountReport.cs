using System.Collections.Immutable;

namespace Spark.Binance.Reports;

/// <summary>The account's balances in USDT (single-asset mode).</summary>
public sealed record AccountReport
{
    public required decimal WalletBalance { get; init; }

    /// <summary>Wallet + unrealised profit.</summary>
    public required decimal MarginBalance { get; init; }

    public required decimal AvailableBalance { get; init; }

    public required decimal UnrealizedPnl { get; init; }

    /// <summary>Initial margin of positions and open orders.</summary>
    public required decimal MarginUsed { get; init; }

    public required decimal MaintenanceMargin { get; init; }

    public required ImmutableArray<BalanceUpdate> Assets { get; init; }
}
