namespace Spark.Copilot.Cli;

/// <summary><c>spark guardrails replay</c>.</summary>
internal static class GuardrailsCommand
{
    public static Task<int> ReplayAsync(string receipt, CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        await using var file = Inputs.Open(receipt, io);
        await io.Errors.WriteLineAsync("NotImplemented: replaying a receipt of an automatic action is still to come.");
        return ExitCodes.ActionFailed;
    }, ct);
}
