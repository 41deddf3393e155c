using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>A priced order may not reach further past the mark than the collar, on its aggressive side.</summary>
public sealed class PriceCollarRule : IRiskRule
{
    public string Name => "priceCollar";

    public string Error => ErrorCodes.PriceOutOfRange;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing)
    {
        if (!intent.Type.IsPriced()) return RuleVerdict.Pass();
        if (intent.Price is not { } price) return RuleVerdict.Unknown("price");
        if (view.MarkPrice is not { } mark) return RuleVerdict.Unknown("mark price");
        var bound = Amount.Multiply(mark, 1 + intent.Side.Sign() * limits.PriceCollar);
        var within = intent.Side == Side.Buy ? price <= bound : price >= bound;
        return within ? RuleVerdict.Pass(bound, price) : RuleVerdict.Fail(bound, price);
    }

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) =>
        $"price {Amount.Text(intent.Price ?? 0)} of a {intent.Side.ToWord()} is too far from the mark price {Amount.Text(view.MarkPrice ?? 0)}: "
        + $"{(intent.Side == Side.Buy ? "at most" : "at least")} {Amount.Text(verdict.Limit ?? 0)} is allowed.";
}
