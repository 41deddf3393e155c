namespace Spark.Simulator.Hosting;

/// <summary>An account to open at start. Balance in USDT.</summary>
public sealed record SimulatedAccount(string ApiKey, string ApiSecret, decimal Balance = SimulatedAccount.DefaultBalance)
{
    /// <summary>What an account starts with, USDT.</summary>
    public const decimal DefaultBalance = 10_000;

    /// <summary>The account that always exists, for any client that a person points here.</summary>
    public static readonly SimulatedAccount WellKnown = new("sim-key", "sim-secret");

    public override string ToString() => ApiKey;
}
