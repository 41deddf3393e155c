using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Nothing that raises exposure once the day's loss has reached the limit, or was acknowledged today.</summary>
public sealed class DailyLossRule : IRiskRule
{
    private const byte Latched = 1;

    public string Name => "dailyLoss";

    public string Error => ErrorCodes.DailyLossLimitExceeded;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing)
    {
        var limit = limits.DailyLossLimit;
        if (view.DailyPnl is not { } pnl) return RuleVerdict.Unknown("daily PnL", limit).OrPass(reducing);
        var holds = pnl > -limit && !view.DailyLossLatched;
        return holds || reducing ? RuleVerdict.Pass(limit, pnl) : RuleVerdict.Fail(limit, pnl, view.DailyLossLatched ? Latched : (byte)0);
    }

    public string? FaultOf(in RuleVerdict verdict) => verdict.Fault == Latched ? "latched" : null;

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) => view.DailyLossLatched
        ? $"The daily loss limit of {Amount.Text(limits.DailyLossLimit)} USDT was reached today: nothing that raises exposure until 00:00 UTC."
        : $"dailyPnl {Amount.Text(view.DailyPnl ?? 0)} USDT has reached the limit: a loss under {Amount.Text(limits.DailyLossLimit)} USDT is allowed.";
}
