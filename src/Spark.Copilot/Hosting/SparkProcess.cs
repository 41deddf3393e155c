using Spark.Contracts.Configuration;
using Spark.Copilot.Language;

namespace Spark.Copilot.Hosting;

/// <summary>The process behind <c>spark serve</c>: starts what settings ask for, waits for Ctrl-C, stops it in the opposite order.</summary>
public static class SparkProcess
{
    /// <summary>Exit code for bad input or settings.</summary>
    public const int BadInput = SettingsException.ExitCode;

    /// <summary>After this long a process that was told to stop ends, come what may; what it leaves is settled by the next start.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is told to stop; gives the exit code.</summary>
    public static async Task<int> ServeAsync(TextWriter output, TextWriter errors, CancellationToken ct)
    {
        try
        {
            var source = SettingsSource.Load();
            await using var spark = await SparkHost.StartAsync(source, ServiceLogging.Usual(source), ct);
            Banner.Print(output, spark.Settings, [.. spark.App.Urls], spark.Executor, spark.Embedded);
            await spark.App.WaitForShutdownAsync(ct);
            await output.WriteLineAsync("Stopping.");
            return 0;
        }
        catch (Exception e) when (e is SettingsException or PromptException or EmbeddingException or IOException)
        {
            await errors.WriteLineAsync(e.Message);
            return BadInput;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
    }
}
