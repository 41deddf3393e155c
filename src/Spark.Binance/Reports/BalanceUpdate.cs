namespace Spark.Binance.Reports;

/// <summary>A balance after an account event. <paramref name="Change"/> is transfers and the like, without profit and commission.</summary>
public sealed record BalanceUpdate(string Asset, decimal WalletBalance, decimal CrossWalletBalance, decimal Change);
