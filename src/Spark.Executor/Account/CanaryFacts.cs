using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Guardrails.Evidence;

namespace Spark.Executor.Account;

/// <summary>What the exchange said for a canary's evidence. Null is 'no answer', and nothing stands in for it.</summary>
/// <param name="TestedAt">When the order test was made.</param>
/// <param name="Fees">The account's commission rates for the symbol.</param>
/// <param name="FeesAt">When they were read.</param>
/// <param name="Tiers">The symbol's leverage brackets, smallest notional first.</param>
/// <param name="TiersAt">When they were read.</param>
internal sealed record CanaryFacts(DateTimeOffset TestedAt, CommissionRates? Fees, DateTimeOffset? FeesAt, ImmutableArray<LeverageTier> Tiers, DateTimeOffset? TiersAt)
{
    /// <summary>Our own checks refused it, so the exchange was not asked.</summary>
    public static CanaryFacts NotAsked { get; } = new(default, null, null, [], null);
}
