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
    public static Task<int> RunAsync(string file, string? report, int repeat, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        var cases = EvalFile.Read(file);
        var settings = CopilotSettingsReader.Read(io.Settings());
        var began = TimeProvider.System.GetTimestamp();
        await using var services = ServicesFor(settings);
        var loaded = TimeProvider.System.GetElapsedTime(began);
        await services.GetRequiredService<WarmUp>().AnswerAllAsync(ct);
        await io.Output.WriteLineAsync($"prompts read and checked in {loaded.TotalMilliseconds:F0} ms, warmed up in {(TimeProvider.System.GetElapsedTime(began) - loaded).TotalMilliseconds:F0} ms");
        var evaluator = new Evaluator(services.GetRequiredService<IChat>(), TimeProvider.System);
        var outcomes = new List<EvalOutcome>(cases.Count * repeat);
        for (var run = 0; run < repeat; run++) outcomes.AddRange(await evaluator.RunAsync(cases, null, ct));
        var json = EvalReport.Of(services.GetRequiredService<EngineSet>().Preferred.Name, outcomes);
        if (report is not null) await File.WriteAllTextAsync(report, json.ToJsonString(new(Answers.Readable) { WriteIndented = true }) + "\n", ct);
        await EvalTable.PrintAsync(io.Output, json, outcomes, repeat);
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
}
