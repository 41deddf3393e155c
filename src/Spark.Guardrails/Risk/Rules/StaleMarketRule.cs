using System.Globalization;
using Spark.Domain.Orders;

namespace Spark.Guardrails.Risk.Rules;

/// <summary>Age of the market data that the decision rests on, seconds.</summary>
public sealed class StaleMarketRule : IRiskRule
{
    public string Name => "staleMarket";

    public string Error => ErrorCodes.MarketDataStale;

    public RuleVerdict Check(OrderIntent intent, in RiskView view, RiskLimits limits, bool reducing) =>
        Judge(view, Seconds(limits.MaxMarketAge)).OrPass(reducing);

    public string Explain(in RuleVerdict verdict, OrderIntent intent, in RiskView view, RiskLimits limits) => string.Create(
        CultureInfo.InvariantCulture, $"Market data is {verdict.Observed} s old: at most {verdict.Limit} s is allowed.");

    // A clock that was set back makes data look as if it came from the future: just as little to rely on.
    private static RuleVerdict Judge(in RiskView view, decimal limit) => view.MarketAge is { } age
        ? RuleVerdict.Within(Math.Abs(Seconds(age)), limit)
        : RuleVerdict.Unknown("market data", limit);

    private static decimal Seconds(TimeSpan time) => (decimal)time.Ticks / TimeSpan.TicksPerSecond;
}
