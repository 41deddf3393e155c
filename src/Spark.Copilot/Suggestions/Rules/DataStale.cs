using Spark.Copilot.Feed;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Suggestions.Rules;

/// <summary>The market stream is connected and silent.</summary>
internal sealed class DataStale : ISuggestionRule
{
    private static readonly TimeSpan Comes = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Goes = TimeSpan.FromSeconds(5);

    public IEnumerable<Sighting> Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands)
    {
        if (desk.Health?.Streams.GetValueOrDefault("market") is not { Connected: true, LastMessageAt: { } last, Symbols.Count: > 0 }) yield break;
        var silence = now - last;
        if (silence < (stands(Sighting.KeyOf(SuggestionCodes.DataStale, "")) ? Goes : Comes)) yield break;
        yield return new Sighting(SuggestionCodes.DataStale, "", SuggestionSeverity.Warning, new Dictionary<string, object> { ["seconds"] = Math.Floor((decimal)silence.TotalSeconds) })
        {
            Draft = new SuggestedAction(ActionPaths.Health, []),
        };
    }
}
