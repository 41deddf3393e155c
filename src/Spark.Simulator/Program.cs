using Spark.Contracts.Configuration;
using Spark.Simulator.Hosting;
using Spark.Simulator.Storage;

const int BadSettings = 2;
try
{
    var source = SettingsSource.Load();
    var settings = SimulatorEnvironment.Read(name => source[name]) with
    {
        Logging = logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None),
    };
    await using var app = SimulatorApp.Build(settings);
    await app.StartAsync();
    Console.WriteLine($"Embedded exchange at {SimulatorApp.AddressOf(app)}");
    Console.WriteLine($"Account {SimulatedAccount.WellKnown.ApiKey} with secret {SimulatedAccount.WellKnown.ApiSecret}; more by POST /sim/accounts");
    Console.WriteLine($"Data in {settings.DataFolder}; Ctrl+C stops");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is Spark.Simulator.Hosting.SettingsException or Spark.Contracts.Configuration.SettingsException or FolderInUseException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message.ReplaceLineEndings(" "));
    return BadSettings;
}
