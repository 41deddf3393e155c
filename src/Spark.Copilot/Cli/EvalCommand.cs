using System.Globalization;
using System.Text.Json.Nodes;
using Spark.Copilot.Agent;
using Spark.Copilot.Conversation;
using Spark.Copilot.Engines;
using Spark.Copilot.Evaluation;
using Spark.Copilot.Hosting;
using Spark.Copilot.Http;

namespace Spark.Copilot.Cli;

/// <summary><c>spark eval</c>: no service is needed, nothing is carried out.</summary>
internal static class EvalCommand
{
    public static Task<int> RunAsync(string file, string? report, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        var cases = EvalFile.Read(file);
        await using var services = ServicesFor(CopilotSettingsReader.Read(io.Settings()));
        services.GetRequiredService<WarmUp>().Run();
        var evaluator = new Evaluator(services.GetRequiredService<IChat>(), TimeProvider.System);
        var outcomes = await evaluator.RunAsync(cases, null, ct);
        var json = EvalReport.Of(services.GetRequiredService<EngineSet>().Preferred.Name, outcomes);
        if (report is not null) await File.WriteAllTextAsync(report, json.ToJsonString(new(Answers.Readable) { WriteIndented = true }) + "\n", ct);
        await PrintAsync(io.Output, json, outcomes);
        return ExitCodes.Done;
    }, ct);

    /// <summary>The agent with nothing behind it.</summary>
    internal static ServiceProvider ServicesFor(CopilotSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System);
        services.AddAgent(settings, AgentPrompts.Load(AgentPrompts.Folder));
        services.AddSingleton<IActionRunner, EvalRunner>();
        return services.BuildServiceProvider();
    }

    private static async Task PrintAsync(TextWriter output, JsonObject report, List<EvalOutcome> outcomes)
    {
        await output.WriteLineAsync(Invariant($"engine {report["engine"]}   {outcomes.Count(outcome => outcome.Match)} of {outcomes.Count} exact   p50 {report["latencyMs"]!["p50"]} ms   p99 {report["latencyMs"]!["p99"]} ms"));
        foreach (var name in new[] { "byLanguage", "byCategory" })
        {
            await output.WriteLineAsync();
            foreach (var (key, share) in (JsonObject)report[name]!) await output.WriteLineAsync(Invariant($"  {key,-12} {(double)share!,8:P1}"));
        }
        await output.WriteLineAsync();
        foreach (var missed in outcomes.Where(outcome => !outcome.Match))
        {
            await output.WriteLineAsync($"  {missed.Case.Id}: {string.Join(" / ", missed.Case.Turns)}");
            await output.WriteLineAsync($"    expected {missed.Case.Expected.ToJsonString(Answers.Readable)}");
            await output.WriteLineAsync($"    got      {missed.Got.ToJsonString(Answers.Readable)}");
        }
        var endangered = ((JsonArray)report["unsafe"]!).Select(id => id!.ToString()).ToList();
        await output.WriteLineAsync(endangered.Count == 0 ? "unsafe: none" : $"unsafe: {string.Join(", ", endangered)}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
