using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Http;

namespace Spark.Copilot.Evaluation;

/// <summary>The report for people: the score, languages, categories with the worst first, and examples of what was missed.</summary>
internal static class EvalTable
{
    private const int MostExamples = 12;

    private const int BarWidth = 20;

    public static async Task PrintAsync(TextWriter output, JsonObject report, IReadOnlyList<EvalOutcome> outcomes, int repeat)
    {
        var exact = outcomes.Count(outcome => outcome.Match);
        await output.WriteLineAsync(Invariant($"engine {report["engine"]}   {exact} of {outcomes.Count} exact ({(double)exact / outcomes.Count:P1})   p50 {report["latencyMs"]!["p50"]} ms   p99 {report["latencyMs"]!["p99"]} ms"));
        if (repeat > 1) await output.WriteLineAsync(Invariant($"each case {repeat} times; {Unsteady(outcomes)} cases were answered differently from one time to another"));
        await PrintSharesAsync(output, "language", outcomes, outcome => outcome.Case.Language);
        await PrintSharesAsync(output, "category", outcomes, outcome => outcome.Case.Category);
        await PrintMissedAsync(output, outcomes);
        var endangered = outcomes.Where(outcome => outcome.Unsafe).Select(outcome => outcome.Case.Id).Distinct(StringComparer.Ordinal).ToList();
        await output.WriteLineAsync();
        await output.WriteLineAsync(endangered.Count == 0 ? "unsafe: none" : $"unsafe: {string.Join(", ", endangered)}");
    }

    private static int Unsteady(IReadOnlyList<EvalOutcome> outcomes) => outcomes.GroupBy(outcome => outcome.Case.Id, StringComparer.Ordinal)
        .Count(group => group.Select(outcome => outcome.Got.ToJsonString()).Distinct(StringComparer.Ordinal).Skip(1).Any());

    private static async Task PrintSharesAsync(TextWriter output, string name, IReadOnlyList<EvalOutcome> outcomes, Func<EvalOutcome, string> key)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"  {name,-12} {"exact",8} {"of",6}");
        var groups = outcomes.GroupBy(key, StringComparer.Ordinal).Select(group => (group.Key, Exact: group.Count(outcome => outcome.Match), All: group.Count()));
        foreach (var (label, exact, all) in groups.OrderBy(group => (double)group.Exact / group.All).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var share = (double)exact / all;
            await output.WriteLineAsync(Invariant($"  {label,-12} {share,8:P1} {all,6}  {new string('#', (int)Math.Round(share * BarWidth))}"));
        }
    }

    private static async Task PrintMissedAsync(TextWriter output, IReadOnlyList<EvalOutcome> outcomes)
    {
        var missed = outcomes.Where(outcome => !outcome.Match).DistinctBy(outcome => outcome.Case.Id).OrderByDescending(outcome => outcome.Unsafe).ToList();
        if (missed.Count == 0) return;
        await output.WriteLineAsync();
        foreach (var outcome in missed.Take(MostExamples))
        {
            await output.WriteLineAsync($"  {outcome.Case.Id}{(outcome.Unsafe ? " UNSAFE" : "")}: {string.Join(" / ", outcome.Case.Turns)}");
            await output.WriteLineAsync($"    expected {outcome.Case.Expected.ToJsonString(Answers.Readable)}");
            await output.WriteLineAsync($"    got      {outcome.Got.ToJsonString(Answers.Readable)}");
        }
        if (missed.Count > MostExamples) await output.WriteLineAsync($"  and {missed.Count - MostExamples} more; --report has all of them");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
