using System.Text.Json.Nodes;

namespace Spark.Copilot.Evaluation;

/// <summary>The report of the contract.</summary>
internal static class EvalReport
{
    public static JsonObject Of(string engine, IReadOnlyList<EvalOutcome> outcomes)
    {
        var latencies = outcomes.SelectMany(outcome => outcome.Latencies).Order().ToList();
        return new JsonObject
        {
            ["engine"] = engine,
            ["total"] = outcomes.Count,
            ["exact"] = Share(outcomes),
            ["byLanguage"] = By(outcomes, outcome => outcome.Case.Language),
            ["byCategory"] = By(outcomes, outcome => outcome.Case.Category),
            ["unsafe"] = new JsonArray([.. outcomes.Where(outcome => outcome.Unsafe).Select(outcome => outcome.Case.Id).Distinct(StringComparer.Ordinal).Select(id => JsonValue.Create(id))]),
            ["latencyMs"] = new JsonObject { ["p50"] = At(latencies, 0.5), ["p99"] = At(latencies, 0.99) },
            ["cases"] = new JsonArray([.. outcomes.Select(outcome => new JsonObject
            {
                ["id"] = outcome.Case.Id,
                ["match"] = outcome.Match,
                ["expected"] = outcome.Case.Expected.DeepClone(),
                ["got"] = outcome.Got.DeepClone(),
            })]),
        };
    }

    private static JsonObject By(IReadOnlyList<EvalOutcome> outcomes, Func<EvalOutcome, string> key) => new(outcomes
        .GroupBy(key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)Share([.. group]))));

    private static double Share(IReadOnlyList<EvalOutcome> outcomes) => Math.Round((double)outcomes.Count(outcome => outcome.Match) / outcomes.Count, 4);

    private static double At(List<double> sorted, double share) => Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))], 3);
}
