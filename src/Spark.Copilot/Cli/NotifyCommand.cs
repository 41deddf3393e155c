using System.Text.Json;
using Spark.Contracts;

namespace Spark.Copilot.Cli;

/// <summary><c>spark notify test</c>: has the executor that runs tell everybody of nothing, and says who took it.</summary>
internal static class NotifyCommand
{
    private const string Way = "/guardrails/notifications";

    // Five attempts with pauses of up to eight seconds between them, ten seconds each at the worst.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static Task<int> TestAsync(CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        using var executor = RunningExecutor.Client(io.Settings());
        var before = await AskAsync(executor, ct);
        using (var asked = await executor.PostAsync(Way + "/test", null, ct)) await RunningExecutor.BodyOfAsync(asked, ct);
        if (before.Notifiers.Count == 0)
        {
            await io.Output.WriteLineAsync("No way to tell people is set (SPARK_NOTIFY_...): alerts go to the log and the pages alone.");
            return ExitCodes.ActionFailed;
        }
        var after = await OutcomeAsync(executor, before, ct);
        var refused = Refused(before, after);
        foreach (var letter in refused) await io.Output.WriteLineAsync($"{letter.Notifier}: not delivered, {letter.Why} after {letter.Attempts} attempts");
        var delivered = after.Delivered - before.Delivered;
        await io.Output.WriteLineAsync($"{Math.Min(delivered, before.Notifiers.Count)} of {before.Notifiers.Count} delivered ({string.Join(", ", before.Notifiers)})");
        return refused.Length == 0 && delivered >= before.Notifiers.Count ? ExitCodes.Done : ExitCodes.ActionFailed;
    }, ct);

    private static async Task<NotificationsResponse> OutcomeAsync(HttpClient executor, NotificationsResponse before, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = await AskAsync(executor, ct);
            if (now.Delivered - before.Delivered + Refused(before, now).Length >= before.Notifiers.Count || TimeProvider.System.GetElapsedTime(began) > Patience) return now;
            await Task.Delay(Pause, TimeProvider.System, ct);
        }
    }

    private static DeadLetterView[] Refused(NotificationsResponse before, NotificationsResponse now) => [.. now.DeadLetters.Where(letter => letter.Code == "Test" && letter.At >= before.Timestamp)];

    private static async Task<NotificationsResponse> AskAsync(HttpClient executor, CancellationToken ct)
    {
        using var answer = await executor.GetAsync(Way, ct);
        var text = await RunningExecutor.BodyOfAsync(answer, ct);
        return JsonSerializer.Deserialize(text, ContractsJson.Default.NotificationsResponse) ?? throw new FormatException("The executor's answer is empty.");
    }
}
