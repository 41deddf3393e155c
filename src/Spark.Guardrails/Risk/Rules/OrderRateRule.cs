using System.Globalization;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Orders in the sliding window that ends now, this one included.</summary>
public sealed class OrderRateRule : IRiskRule
{
    public string Name => "orderRate";

    public string Error => ErrorCodes.OrderRateExceeded;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing) =>
        RuleVerdict.Within((decimal)view.OrdersInWindow + 1, limits.OrderRateCount).OrPass(reducing);

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"This would be order {verdict.Observed} within {limits.OrderRateWindow.TotalSeconds} s: at most {limits.OrderRateCount} are allowed.");
}
