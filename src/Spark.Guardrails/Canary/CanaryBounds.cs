namespace Spark.Guardrails.Canary;

/// <summary>What a canary is held to once its order is at the exchange. Fixed when it is run, so that a person confirms these too.</summary>
/// <param name="Watch">For how long it is watched; at least a second.</param>
/// <param name="SlippageBps">Largest average fill price against the evidence's, basis points to the order's disadvantage.</param>
/// <param name="MaxLoss">Largest loss at mark price, fees included, as a part of what was paid: 0.01 is 1 %.</param>
/// <param name="MaxErrors">Most failed calls about orders of the account while it is watched.</param>
public sealed record CanaryBounds(TimeSpan Watch, decimal SlippageBps, decimal MaxLoss, int MaxErrors)
{
    public static CanaryBounds Default { get; } = new(TimeSpan.FromSeconds(60), 50, 0.01m, 2);
}
