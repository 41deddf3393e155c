using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Nothing that raises exposure while the breaker is open.</summary>
public sealed class CircuitBreakerRule : IRiskRule
{
    public string Name => "circuitBreaker";

    public string Error => ErrorCodes.CircuitBreakerOpen;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing) =>
        limits.CircuitBreakerEnabled && view.BreakerOpen && !reducing ? RuleVerdict.Fail() : RuleVerdict.Pass();

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) =>
        $"The circuit breaker is open ({view.BreakerReason ?? "no reason given"}): only orders that reduce the position pass.";
}
