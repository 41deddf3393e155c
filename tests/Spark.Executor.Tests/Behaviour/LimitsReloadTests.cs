using Spark.Contracts.Configuration;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

public sealed class LimitsReloadTests
{
    private static readonly string Dear = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.002m, dryRun: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Limits_follow_their_file_a_bad_one_keeps_the_last_good_limits_with_an_alert_and_each_change_is_audited()
    {
        var folder = Directory.CreateTempSubdirectory("spark-env-").FullName;
        var file = Path.Combine(folder, ".env");
        await File.WriteAllTextAsync(file, "FUTURES_MAX_NOTIONAL=100\n", Ct);
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions
        {
            Source = variables => SettingsSource.Load(new Dictionary<string, string>(variables) { ["SPARK_ENV_FILE"] = file }, folder),
        });
        Assert.Equal("MaxNotionalExceeded", (await s.Executor.PostAsync("/futures/order.place", Dear, Ct)).Error);

        await File.WriteAllTextAsync(file, "FUTURES_MAX_NOTIONAL=500\n", Ct);
        await s.EventuallyAsync("/futures/risk/status", reply => reply.NumberAt("limits.maxNotional") == 500, Ct);
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/order.place", Dear, Ct)).Status);

        await File.WriteAllTextAsync(file, "FUTURES_MAX_NOTIONAL=lots\n", Ct);
        await s.EventuallyAsync("/futures/risk/status", _ => s.Log.Lines.Any(line => line.Message.Contains("SettingsNotTaken", StringComparison.Ordinal)
            && line.Message.Contains("FUTURES_MAX_NOTIONAL is 'lots'", StringComparison.Ordinal)), Ct);
        Assert.Equal(500, (await s.Executor.GetAsync("/futures/risk/status", Ct)).NumberAt("limits.maxNotional"));

        File.Delete(file);
        await s.EventuallyAsync("/futures/risk/status", _ => s.Log.Lines.Count(line => line.Message.Contains("SettingsNotTaken", StringComparison.Ordinal)) == 2, Ct);
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/order.place", Dear, Ct)).Status);
        Assert.Equal(2, (await s.AuditAsync(Ct)).Count(record => record.GetProperty("kind").GetString() == "settings.inForce"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_default_file_removed_or_settings_that_can_not_be_read_keep_the_last_good_limits_with_an_alert()
    {
        var folder = Directory.CreateTempSubdirectory("spark-env-").FullName;
        var (env, appSettings) = (Path.Combine(folder, ".env"), Path.Combine(folder, "appsettings.json"));
        await File.WriteAllTextAsync(env, "FUTURES_MAX_NOTIONAL=70\n", Ct);
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions
        {
            Source = variables => SettingsSource.Load(new Dictionary<string, string>(variables), folder),
        });
        Assert.Equal(70, (await s.Executor.GetAsync("/futures/risk/status", Ct)).NumberAt("limits.maxNotional"));

        File.Delete(env);
        await AlertedAsync(s, ".env");
        Assert.Equal(70, (await s.Executor.GetAsync("/futures/risk/status", Ct)).NumberAt("limits.maxNotional"));

        await File.WriteAllTextAsync(env, "FUTURES_MAX_NOTIONAL=60\n", Ct);
        await s.EventuallyAsync("/futures/risk/status", reply => reply.NumberAt("limits.maxNotional") == 60, Ct);
        await File.WriteAllTextAsync(appSettings, """{"FUTURES_MAX_LEVERAGE":2,"FUTURES_MAX_LEVERAGE":3}""", Ct);
        await AlertedAsync(s, "appsettings.json");
        Assert.Equal(60, (await s.Executor.GetAsync("/futures/risk/status", Ct)).NumberAt("limits.maxNotional"));
        Directory.Delete(folder, recursive: true);
    }

    private static Task<Reply> AlertedAsync(Scenario s, string file) => s.EventuallyAsync("/futures/risk/status",
        _ => s.Log.Lines.Any(line => line.Message.Contains("SettingsNotTaken", StringComparison.Ordinal) && line.Message.Contains(file, StringComparison.Ordinal)), Ct);
}
