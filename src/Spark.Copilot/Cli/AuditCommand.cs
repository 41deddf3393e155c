using Spark.Copilot.Hosting.Embedded;

namespace Spark.Copilot.Cli;

/// <summary><c>spark audit verify</c>: proves each ledger's chain or names its first broken record. No service is needed.</summary>
internal static class AuditCommand
{
    public static Task<int> VerifyAsync(CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        var (sound, lines) = LedgerAudit.Verify(io.Settings());
        foreach (var line in lines) await io.Output.WriteLineAsync(line);
        return sound ? ExitCodes.Done : ExitCodes.ActionFailed;
    }, ct);
}
