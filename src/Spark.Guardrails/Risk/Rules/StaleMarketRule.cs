using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Age of the market data that the decision rests on, seconds.</summary>
public sealed class StaleMarketRule : IRiskRule
{
    public string Name => "staleMarket";

    public string Error => ErrorCodes.MarketDataStale;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing) =>
        Judge(view, Seconds(limits.MaxMarketAge)).OrPass(reducing);

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) =>
        $"Market data is {Amount.Text(verdict.Observed ?? 0)} s old: at most {Amount.Text(verdict.Limit ?? 0)} s is allowed.";

    // A clock that was set back makes data look as if it came from the future: just as little to rely on.
    private static RuleVerdict Judge(in RiskView view, decimal limit) => view.MarketAge is { } age
        ? RuleVerdict.Within(Math.Abs(Seconds(age)), limit)
        : RuleVerdict.Unknown("market data", limit);

    // Ticks are ten-millionths of a second: a scale of 7 spares the division.
    private static decimal Seconds(TimeSpan time)
    {
        var ticks = (ulong)(time.Ticks < 0 ? -time.Ticks : time.Ticks);
        return new decimal((int)ticks, (int)(ticks >> 32), 0, time.Ticks < 0, scale: 7);
    }
}
