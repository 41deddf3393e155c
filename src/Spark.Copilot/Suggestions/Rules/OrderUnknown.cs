using System.Text.Json.Nodes;
using Spark.Copilot.Feed;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Suggestions.Rules;

/// <summary>An order's outcome is not known. The draft looks it up; it is never sent again.</summary>
internal sealed class OrderUnknown : ISuggestionRule
{
    private const string Unknown = "unknown";

    public IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands) =>
        from order in desk.Orders
        where order.State == Unknown
        select new Sighting(SuggestionCodes.OrderUnknown, order.ClientOrderId, SuggestionSeverity.Critical, new Dictionary<string, object>
        {
            ["side"] = order.Side,
            ["quantity"] = order.Quantity,
            ["symbol"] = order.Symbol,
        })
        {
            Draft = new SuggestedAction(ActionPaths.Order, new JsonObject { ["symbol"] = order.Symbol, ["clientOrderId"] = order.ClientOrderId }),
        };
}
