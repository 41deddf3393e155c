namespace Spark.Guardrails.Canary;

/// <summary>The bound that a canary broke, with the numbers where there are any.</summary>
/// <param name="Bound">Which one.</param>
/// <param name="Limit">Basis points, USDT, base asset, calls or seconds, as the bound counts.</param>
/// <param name="Observed">In the same unit.</param>
/// <param name="Message">For people.</param>
public sealed record CanaryBreach(CanaryBound Bound, decimal? Limit, decimal? Observed, string Message);
