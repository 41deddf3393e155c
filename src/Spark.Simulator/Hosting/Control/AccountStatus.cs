namespace Spark.Simulator.Hosting.Control;

/// <summary>An account without its secret; wallet in USDT.</summary>
public sealed record AccountStatus(string ApiKey, decimal WalletBalance, int OpenOrders);
