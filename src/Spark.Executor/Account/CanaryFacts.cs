using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Guardrails.Evidence;

namespace Spark.Executor.Account;

/// <summary>What the exchange was asked for a canary's evidence. Null is 'no answer', and nothing stands in for it.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Fees">The account's commission rates for the symbol.</param>
/// <param name="Tiers">The symbol's leverage brackets, smallest notional first.</param>
internal sealed record CanaryFacts(DateTimeOffset At, CommissionRates? Fees, ImmutableArray<LeverageTier>? Tiers)
{
    /// <summary>Our own checks refused it, so the exchange was not asked.</summary>
    public static CanaryFacts NotAsked { get; } = new(default, null, null);
}
