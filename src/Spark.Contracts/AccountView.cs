namespace Spark.Contracts;

/// <summary>Balances in USDT. A null means that a mark price is missing.</summary>
public sealed record AccountView(
    decimal WalletBalance, decimal? MarginBalance, decimal? AvailableBalance, decimal? UnrealizedPnl, decimal? MarginUsed);
