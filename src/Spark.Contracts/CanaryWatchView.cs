namespace Spark.Contracts;

/// <summary>What a canary is held to once it is applied.</summary>
/// <param name="Seconds">For how long it is watched.</param>
/// <param name="SlippageBps">Largest average fill price against the evidence's, basis points to the order's disadvantage.</param>
/// <param name="MaxLoss">Largest loss at mark price as a part of what was paid.</param>
/// <param name="MaxErrors">Most failed calls about orders of the account meanwhile.</param>
public sealed record CanaryWatchView(double Seconds, decimal SlippageBps, decimal MaxLoss, int MaxErrors);
