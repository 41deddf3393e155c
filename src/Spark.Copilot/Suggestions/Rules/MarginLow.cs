using System.Text.Json.Nodes;
using Spark.Copilot.Feed;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Suggestions.Rules;

/// <summary>Little of the margin balance is available. The draft simulates closing half of the largest position.</summary>
internal sealed class MarginLow : ISuggestionRule
{
    private const decimal Comes = 0.2m;

    private const decimal Goes = 0.3m;

    public IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands)
    {
        if (desk.Account is not { MarginBalance: { } balance and > 0, AvailableBalance: { } available }) yield break;
        var ratio = available / balance;
        if (ratio >= (stands(Sighting.KeyOf(SuggestionCodes.MarginLow, "")) ? Goes : Comes)) yield break;
        if (desk.Positions.MaxBy(position => position.Notional ?? position.Quantity * position.EntryPrice) is not { } largest) yield break;
        yield return new Sighting(SuggestionCodes.MarginLow, "", SuggestionSeverity.Critical, new Dictionary<string, object>
        {
            ["ratio"] = decimal.Round(ratio * 100, 1),
            ["available"] = decimal.Round(available, 2),
            ["balance"] = decimal.Round(balance, 2),
            ["symbol"] = largest.Symbol,
        })
        {
            Draft = new SuggestedAction(ActionPaths.PositionClose, new JsonObject { ["symbol"] = largest.Symbol, ["fraction"] = 0.5m }, DryRun: true),
        };
    }
}
