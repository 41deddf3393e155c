namespace Spark.Guardrails.Actions;

/// <summary>Where canaries and strategies may act.</summary>
public static class Scopes
{
    /// <summary>The only scope allowed today; the embedded exchange counts as it.</summary>
    public const string FuturesTestnet = "futures-testnet";
}
