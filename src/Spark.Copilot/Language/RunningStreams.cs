using System.Text.Json.Nodes;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Language;

/// <summary>'Add ETH and BNB' while ETH streams: only what is new.</summary>
internal static class RunningStreams
{
    public static List<string> NewOnes(Dialogue dialogue, List<string> coins)
    {
        var running = dialogue.Last.Where(draft => draft.Path == ActionPaths.StreamsStart)
            .SelectMany(draft => draft.Params["symbols"] as JsonArray ?? []).Select(symbol => (string?)symbol).ToHashSet(StringComparer.Ordinal);
        return coins.FindAll(coin => !running.Contains(coin)) is { Count: > 0 } added ? added : coins;
    }
}
