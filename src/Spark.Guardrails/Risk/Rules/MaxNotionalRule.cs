using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Quantity × the largest of mark, price and stop price, USDT per order.</summary>
public sealed class MaxNotionalRule : IRiskRule
{
    public string Name => "maxNotional";

    public string Error => ErrorCodes.MaxNotionalExceeded;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing)
    {
        var verdict = OrderPricing.HighestPrice(intent, view.MarkPrice) is { } price
            ? RuleVerdict.Within(Amount.Multiply(intent.Quantity, price), limits.MaxNotional)
            : RuleVerdict.Unknown("mark price", limits.MaxNotional);
        return verdict.OrPass(reducing);
    }

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) =>
        $"notional {Amount.Text(verdict.Observed ?? 0)} USDT is over the limit: at most {Amount.Text(limits.MaxNotional)} USDT per order is allowed.";
}
