using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Spark.Copilot.Conversation;
using Spark.Copilot.Evaluation;
using Spark.Copilot.Tests.Agent;

namespace Spark.Copilot.Tests.Evaluation;

/// <summary>The same wish typed in other ways keeps its meaning.</summary>
public sealed class VariantTests(ITestOutputHelper output)
{
    private const double Kept = 0.98;

    [Fact]
    public async Task Capitals_dropped_marks_endings_slips_and_number_formats_keep_the_meaning()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = AgentWorld.Offline();
        var evaluator = new Evaluator(world.Services.GetRequiredService<IChat>(), TimeProvider.System);
        var bases = await evaluator.RunAsync([.. Variants.Bases().Select((text, at) => Case($"b{at}", text, new JsonObject { ["actions"] = new JsonArray() }))], null, ct);
        Assert.All(bases, outcome => Assert.True(outcome.Got["actions"] is JsonArray { Count: > 0 }, $"{outcome.Case.Turns[0]}: {outcome.Got.ToJsonString()}"));
        var cases = bases.SelectMany((outcome, at) => Variants.Of(outcome.Case.Turns[0], outcome.Case.Language)
            .Select((variant, number) => Case($"v-{variant.Kind}-{at}x{number}", (variant.Text, outcome.Case.Language), outcome.Got.DeepClone().AsObject()))).ToList();
        var outcomes = await evaluator.RunAsync(cases, null, ct);
        foreach (var kind in outcomes.GroupBy(outcome => outcome.Case.Category)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: {kind.Count(outcome => outcome.Match)} of {kind.Count()}"));
        foreach (var missed in outcomes.Where(outcome => !outcome.Match).Take(60)) output.WriteLine($"{missed.Case.Turns[0]} => {missed.Got.ToJsonString()}");
        Assert.True(cases.Count >= 2000, $"only {cases.Count} variants");
        Assert.Empty(outcomes.Where(outcome => outcome.Unsafe).Select(outcome => outcome.Case.Turns[0] + " => " + outcome.Got.ToJsonString()));
        Assert.True((double)outcomes.Count(outcome => outcome.Match) / outcomes.Count >= Kept, $"{outcomes.Count(outcome => outcome.Match)} of {outcomes.Count} kept their meaning");
    }

    private static EvalCase Case(string id, (string Text, string Language) said, JsonObject expected) => new(id, said.Language, [said.Text], expected);
}
