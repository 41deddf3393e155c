using Spark.Contracts.Configuration;

namespace Spark.Copilot.Tests.Configuration;

/// <summary>Three layers of settings; the first that has a value wins.</summary>
public sealed class SettingsSourceTests
{
    private const string Name = "FUTURES_MAX_NOTIONAL";

    [Fact]
    public void The_environment_goes_before_the_env_file_and_that_before_appsettings()
    {
        using var folder = new TemporaryFolder();
        folder.With("appsettings.json", """{"FUTURES_MAX_NOTIONAL":30,"FUTURES_MAX_LEVERAGE":3,"FUTURES_DAILY_LOSS_LIMIT":33}""");
        folder.With(".env", "FUTURES_MAX_NOTIONAL=20\nFUTURES_MAX_LEVERAGE=2\n");

        var settings = SettingsSource.Load(new Dictionary<string, string> { [Name] = "10" }, folder.Path);

        Assert.Equal("10", settings[Name]);
        Assert.Equal("2", settings["FUTURES_MAX_LEVERAGE"]);
        Assert.Equal("33", settings["FUTURES_DAILY_LOSS_LIMIT"]);
        Assert.Null(settings["FUTURES_SYMBOLS"]);
        Assert.Equal(Path.Combine(folder.Path, ".env"), settings.EnvFile);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void An_empty_value_counts_as_absent(string empty)
    {
        using var folder = new TemporaryFolder();
        folder.With(".env", "FUTURES_MAX_NOTIONAL=20\n");

        Assert.Equal("20", SettingsSource.Load(new Dictionary<string, string> { [Name] = empty }, folder.Path)[Name]);
    }

    [Fact]
    public void A_named_env_file_is_read_instead_of_the_one_beside_the_binary()
    {
        using var folder = new TemporaryFolder();
        folder.With(".env", "FUTURES_MAX_NOTIONAL=20\n");
        var named = folder.With("named.env", "# a comment\nFUTURES_MAX_NOTIONAL=\"25\"\n");

        var settings = SettingsSource.Load(new Dictionary<string, string> { ["SPARK_ENV_FILE"] = named }, folder.Path);

        Assert.Equal("25", settings[Name]);
        Assert.Equal(named, settings.EnvFile);
    }

    [Fact]
    public void In_a_repository_the_executors_env_file_goes_before_the_one_beside_the_binary()
    {
        using var folder = new TemporaryFolder();
        folder.With("Spark.sln", "");
        folder.With("src/Spark.Executor/.env", "FUTURES_MAX_NOTIONAL=40\n");
        folder.With("artifacts/bin/.env", "FUTURES_MAX_NOTIONAL=20\n");

        Assert.Equal("40", SettingsSource.Load(new Dictionary<string, string>(), Path.Combine(folder.Path, "artifacts", "bin"))[Name]);
    }

    [Fact]
    public void A_named_env_file_that_is_missing_is_a_fault_and_no_silent_default()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "missing.env");

        var refused = Assert.Throws<SettingsException>(() => SettingsSource.Load(new Dictionary<string, string> { ["SPARK_ENV_FILE"] = missing }, folder.Path));

        Assert.Equal($"SPARK_ENV_FILE is '{missing}', but must be the path of a file that exists.", refused.Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    public void An_appsettings_file_that_is_no_object_is_a_fault(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.With("appsettings.json", content);

        var refused = Assert.Throws<SettingsException>(() => SettingsSource.Load(new Dictionary<string, string>(), folder.Path));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".env")]
    [InlineData("appsettings.json")]
    public void A_file_that_was_read_and_is_gone_is_a_fault_and_no_return_to_what_holds_without_it(string file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.With(file, file == ".env" ? "FUTURES_MAX_NOTIONAL=20\n" : """{"FUTURES_MAX_NOTIONAL":20}""");
        var settings = SettingsSource.Load(new Dictionary<string, string>(), folder.Path);
        Assert.Equal("20", settings.Reread()[Name]);

        File.Delete(path);

        var refused = Assert.Throws<SettingsException>(() => settings.Reread());
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_appsettings_file_that_names_a_setting_twice_is_a_fault()
    {
        using var folder = new TemporaryFolder();
        var path = folder.With("appsettings.json", """{"FUTURES_MAX_NOTIONAL":20,"FUTURES_MAX_NOTIONAL":30}""");

        var refused = Assert.Throws<SettingsException>(() => SettingsSource.Load(new Dictionary<string, string>(), folder.Path));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_trimmed() => Assert.Equal("5", SettingsSource.Of(new Dictionary<string, string> { [Name] = " 5 " })[Name]);
}
