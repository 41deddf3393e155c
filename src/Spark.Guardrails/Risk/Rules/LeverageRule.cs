using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Position notional of all symbols, worst case with working orders and this one, over margin balance.</summary>
public sealed class LeverageRule : IRiskRule
{
    public string Name => "leverage";

    public string Error => ErrorCodes.MaxLeverageExceeded;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing) =>
        Judge(intent, view, limits).OrPass(reducing);

    public string? FaultOf(in RuleVerdict verdict) => verdict.Observed is null ? "noBalance" : null;

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) => verdict.Observed is { } observed
        ? $"leverage would be {Amount.Text(decimal.Round(observed, 4))} (position notional over margin balance): at most {Amount.Text(limits.MaxLeverage)} is allowed."
        : $"leverage has no margin balance to rest on ({Amount.Text(view.MarginBalance ?? 0)} USDT): a positive one is needed.";

    private static RuleVerdict Judge(OrderIntent intent, in RiskView view, RiskLimits limits)
    {
        var limit = limits.MaxLeverage;
        if (view.MarkPrice is not { } mark) return RuleVerdict.Unknown("mark price", limit);
        if (view.PositionQuantity is not { } position) return RuleVerdict.Unknown("position", limit);
        if (view.ExposureNotional is not { } exposure) return RuleVerdict.Unknown("exposure of the account", limit);
        if (view.MarginBalance is not { } balance) return RuleVerdict.Unknown("margin balance", limit);
        if (balance <= 0) return RuleVerdict.Fail(limit);
        return RuleVerdict.Within(Amount.Divide(After(intent, view, position, mark, exposure), balance), limit);
    }

    private static decimal After(OrderIntent intent, in RiskView view, decimal position, decimal mark, decimal exposure)
    {
        var before = Exposure.WorstCase(position, view.WorkingBuyQuantity, view.WorkingSellQuantity);
        var added = MaxPositionSizeRule.WorstCaseAfter(intent, view, position) - before;
        return Amount.Add(exposure, Amount.Multiply(added, mark));
    }
}
