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
        catch (Exception e) when (e is SettingsException or PromptException or EmbeddingException or HttpRequestException or IOException or UnauthorizedAccessException or FormatException)
        {
            await io.Errors.WriteLineAsync(e.Message);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
    }
}
