using Spark.Copilot.Hosting;
using Spark.Copilot.Mcp;

namespace Spark.Copilot.Cli;

/// <summary>
/// <c>spark mcp</c>: the protocol on standard input and output, over the service that runs, or the whole service started for it, so that
/// there is a page to confirm on.
/// </summary>
internal static class McpCommand
{
    public static Task<int> RunAsync(CliIo io, CancellationToken ct) => Guarded.RunAsync(io, async () =>
    {
        var source = io.Settings();
        var settings = CopilotSettingsReader.Read(source);
        if (await Service.RunningAsync(source, settings, ct) is { } running)
        {
            using (running) return await SpeakAsync(running, io, ct);
        }
        await using var spark = await SparkHost.StartAsync(source, ServiceLogging.ToErrors(source), ct);
        Banner.Print(io.Errors, spark.Settings, [.. spark.App.Urls], spark.Executor, spark.Embedded);
        await Service.ReadyAsync(spark.App.Services, ct);
        using var own = Service.ClientOf(new Uri(spark.App.Urls.First()), source);
        return await SpeakAsync(own, io, ct);
    }, ct);

    // Being told to stop is how a server ends.
    private static async Task<int> SpeakAsync(HttpClient service, CliIo io, CancellationToken ct)
    {
        try
        {
            await StdioBridge.RunAsync(service, io.Input(), io.RawOutput(), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C.
        }
        return ExitCodes.Done;
    }
}
