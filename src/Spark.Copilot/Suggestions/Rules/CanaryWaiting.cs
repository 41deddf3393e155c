using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Feed;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Suggestions.Rules;

/// <summary>A canary passed and nobody has used it. The draft names it, so that no newer one can take its place.</summary>
internal sealed class CanaryWaiting : ISuggestionRule
{
    private const string Waiting = "simulated";

    // Less is not enough to read and confirm.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(15);

    public IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands) =>
        from canary in desk.Canaries
        where canary is { Passed: true, State: Waiting } && canary.ExpiresAt - now >= Least
        select new Sighting(SuggestionCodes.CanaryWaiting, canary.Id, SuggestionSeverity.Info, new Dictionary<string, object>
        {
            ["side"] = canary.Side,
            ["quantity"] = canary.Quantity,
            ["symbol"] = canary.Symbol,
            ["expires"] = canary.ExpiresAt.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        })
        {
            Draft = new SuggestedAction(ActionPaths.CanaryConfirm, new JsonObject { ["scope"] = canary.Scope, ["canaryId"] = canary.Id }),
        };
}
