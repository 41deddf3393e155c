using Spark.Contracts.Configuration;
using Spark.Executor;
using Spark.Executor.Hosting;
using Spark.Executor.Journal;

try
{
    var settings = ExecutorSettingsReader.Read(SettingsSource.Load());
    await using var app = await ExecutorApp.BuildAsync(settings, TimeProvider.System, Logging.Configure, CancellationToken.None);
    await app.StartAsync();
    Banner.Print(Console.Out, settings, [.. app.Urls]);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is SettingsException or LedgerHeldException or ExchangeSilentException or JournalException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return SettingsException.ExitCode;
}
