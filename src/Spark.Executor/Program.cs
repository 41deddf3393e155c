using Spark.Contracts.Configuration;
using Spark.Executor;
using Spark.Executor.Hosting;
using Spark.Executor.Journal;
using Spark.Telemetry;

try
{
    var source = SettingsSource.Load();
    var settings = ExecutorSettingsReader.Read(source);
    var telemetry = TelemetrySettings.Read(source);
    await using var app = await ExecutorApp.BuildAsync(settings, TimeProvider.System, Configure, CancellationToken.None);
    await app.StartAsync();
    Banner.Print(Console.Out, settings, [.. app.Urls]);
    await app.WaitForShutdownAsync();
    return 0;

    void Configure(WebApplicationBuilder builder)
    {
        ServiceLogs.Configure(builder, telemetry);
        builder.Services.AddTraces(telemetry, "spark-executor");
    }
}
catch (Exception e) when (e is SettingsException or LedgerHeldException or ExchangeSilentException or JournalException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return SettingsException.ExitCode;
}
