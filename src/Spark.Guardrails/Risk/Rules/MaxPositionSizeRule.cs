using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>The largest position that the symbol's working orders and this one can make, base asset.</summary>
public sealed class MaxPositionSizeRule : IRiskRule
{
    public string Name => "maxPositionSize";

    public string Error => ErrorCodes.MaxPositionSizeExceeded;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing)
    {
        var limit = limits.MaxPositionOf(intent.Symbol);
        var verdict = view.PositionQuantity is { } position
            ? RuleVerdict.Within(WorstCaseAfter(intent, view, position), limit)
            : RuleVerdict.Unknown("position", limit);
        return verdict.OrPass(reducing);
    }

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) =>
        $"position of {intent.Symbol} could reach {Amount.Text(verdict.Observed ?? 0)} with the orders that are working: "
        + $"at most {Amount.Text(limits.MaxPositionOf(intent.Symbol))} is allowed.";

    /// <summary><see cref="Exposure.WorstCase"/> with the order among the working ones; one that reduces adds nothing.</summary>
    internal static decimal WorstCaseAfter(OrderIntent intent, in RiskView view, decimal position)
    {
        var added = view.IsReducing(intent) ? 0 : intent.Quantity;
        var (buy, sell) = intent.Side == Side.Buy ? (added, 0m) : (0m, added);
        return Exposure.WorstCase(position, Amount.Add(view.WorkingBuyQuantity, buy), Amount.Add(view.WorkingSellQuantity, sell));
    }
}
