using Spark.Copilot.Feed;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Suggestions.Rules;

/// <summary>Much of the daily loss limit is used and the breaker is still closed. The draft is the brake.</summary>
internal sealed class LossNear : ISuggestionRule
{
    private const decimal Comes = 0.8m;

    private const decimal Goes = 0.7m;

    public IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands)
    {
        if (desk.Risk is not { CircuitBreaker.Open: false, Usage.DailyPnl: { } pnl, Limits.DailyLossLimit: { } limit and > 0 }) yield break;
        if (-pnl < limit * (stands(Sighting.KeyOf(SuggestionCodes.LossNear, "")) ? Goes : Comes)) yield break;
        yield return new Sighting(SuggestionCodes.LossNear, "", SuggestionSeverity.Critical, new Dictionary<string, object> { ["pnl"] = decimal.Round(pnl, 2), ["limit"] = -limit })
        {
            Draft = new SuggestedAction(ActionPaths.BreakerOpen, []),
        };
    }
}
