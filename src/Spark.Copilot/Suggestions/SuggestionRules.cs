using Spark.Copilot.Feed;
using Spark.Copilot.Suggestions.Rules;

namespace Spark.Copilot.Suggestions;

/// <summary>All rules over one look at the desk.</summary>
internal static class SuggestionRules
{
    /// <summary>A picture older than this proves nothing, in either direction.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private static readonly ISuggestionRule[] All =
        [new StreamDown(), new DataStale(), new MarginLow(), new LossNear(), new CanaryWaiting(), new SpreadWide(), new OrderUnknown()];

    /// <summary>What is seen now; null when the desk is too old to tell.</summary>
    public static IReadOnlyList<Sighting>? Look(DeskSnapshot desk, DateTimeOffset now, Func<string, bool> stands) =>
        desk is { Answering: true, ReadAt: { } readAt } && now - readAt <= Fresh ? [.. All.SelectMany(rule => rule.Look(desk, now, stands))] : null;
}
