using System.Text.Json.Nodes;
using Spark.Contracts;
using Spark.Copilot.Feed;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Suggestions.Rules;

/// <summary>A stream that was asked for is not connected.</summary>
internal sealed class StreamDown : ISuggestionRule
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands)
    {
        if (IsDown(desk, "market") is { } market) yield return Market(market.Symbols ?? []);
        if (IsDown(desk, "userData") is not null) yield return User();
    }

    private static StreamView? IsDown(DeskSnapshot desk, string type) =>
        desk.Health?.Streams.GetValueOrDefault(type) is { Wanted: true, Connected: false } stream ? stream : null;

    private static Sighting Market(IReadOnlyList<string> symbols) => new(SuggestionCodes.MarketStreamDown, "", SuggestionSeverity.Warning,
        new Dictionary<string, object> { ["symbols"] = symbols.Count > 0 ? string.Join(", ", symbols) : "-" })
    {
        Hold = Patience,
        Draft = symbols.Count == 0 ? null : new SuggestedAction(ActionPaths.StreamsStart, new JsonObject { ["symbols"] = new JsonArray([.. symbols.Select(one => JsonValue.Create(one))]) }),
    };

    private static Sighting User() => new(SuggestionCodes.UserStreamDown, "", SuggestionSeverity.Critical, new Dictionary<string, object>())
    {
        Hold = Patience,
        Draft = new SuggestedAction(ActionPaths.Health, []),
    };
}
