using Spark.Contracts.Configuration;
using Spark.Copilot.Hosting;
using Spark.Copilot.Language;

namespace Spark.Copilot.Cli;

/// <summary>Turns what a person can mend into one line and exit code 2.</summary>
internal static class Guarded
{
    public static async Task<int> RunAsync(CliIo io, Func<Task<int>> run, CancellationToken ct)
    {
        try
        {
            return await run();
        }
        catch (HttpRequestException e)
        {
            await io.Errors.WriteLineAsync($"The service stopped answering: {e.Message.ReplaceLineEndings(" ")} What it was asked for may have been done; look at the audit.");
            return ExitCodes.ActionFailed;
        }
        catch (Exception e) when (e is SettingsException or PromptException or EmbeddingException or IOException or UnauthorizedAccessException or FormatException)
        {
            await io.Errors.WriteLineAsync(e.Message);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCodes.ActionFailed;
        }
    }
}
