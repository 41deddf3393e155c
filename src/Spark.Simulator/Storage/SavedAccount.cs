namespace Spark.Simulator.Storage;

/// <summary>An account's row.</summary>
public sealed record SavedAccount(string ApiKey, string ApiSecret, decimal Wallet, long UpdateTime);
