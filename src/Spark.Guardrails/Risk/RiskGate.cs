using System.Collections.Immutable;
using Spark.Domain.Orders;
using Spark.Guardrails.Risk.Rules;

namespace Spark.Guardrails.Risk;

/// <summary>
/// The only way to an <see cref="ApprovedOrder"/>. All rules run, so that every problem is told at once; one failure refuses.
/// It runs in the account's one writer, on the state that the writer owns, and allocates nothing.
/// </summary>
public static class RiskGate
{
    internal const int RuleCount = 10;

    private static readonly IRiskRule[] Ordered =
    [
        new CircuitBreakerRule(),
        new SymbolAllowedRule(),
        new FiltersRule(),
        new PriceCollarRule(),
        new MaxNotionalRule(),
        new MaxPositionSizeRule(),
        new LeverageRule(),
        new DailyLossRule(),
        new OrderRateRule(),
        new StaleMarketRule(),
    ];

    /// <summary>The checks in the contract's order.</summary>
    public static ImmutableArray<IRiskRule> Rules { get; } = [.. Ordered];

    /// <summary>The checks' names in order: <c>riskChecks</c> of the evidence.</summary>
    public static ImmutableArray<string> CheckNames { get; } = [.. Ordered.Select(rule => rule.Name)];

    public static GateDecision Review(OrderIntent intent, in RiskView view, RiskLimits limits)
    {
        var verdicts = default(RuleVerdicts);
        var reducing = view.IsReducing(intent);
        var firstFailure = -1;
        for (var i = 0; i < RuleCount; i++)
        {
            ref var verdict = ref verdicts[i];
            verdict = Ordered[i].Check(intent, view, limits, reducing);
            if (firstFailure < 0 && !verdict.Passed) firstFailure = i;
        }
        return new GateDecision(intent, view, limits, verdicts, firstFailure);
    }

    /// <summary>The check that leverage.set is held to.</summary>
    public static RiskCheck ReviewLeverage(int leverage, RiskLimits limits)
    {
        var rule = Ordered[6];
        var passed = leverage <= limits.MaxLeverage;
        var message = passed ? null : $"leverage {leverage} is over the limit: at most {Amount.Text(limits.MaxLeverage)} is allowed.";
        return new RiskCheck(rule.Name, rule.Error, passed, limits.MaxLeverage, leverage, message);
    }
}
