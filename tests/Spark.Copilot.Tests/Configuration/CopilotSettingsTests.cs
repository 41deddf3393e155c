using Spark.Contracts.Configuration;
using Spark.Copilot.Hosting;

namespace Spark.Copilot.Tests.Configuration;

/// <summary>What the copilot makes of its settings.</summary>
public sealed class CopilotSettingsTests
{
    private const string Key = "0123456789abcdef0123";

    [Fact]
    public void Without_settings_it_listens_on_the_published_port_and_embeds_an_executor()
    {
        using var folder = new TemporaryFolder();

        var settings = Read(folder);

        Assert.Equal("http://localhost:3003", Assert.Single(settings.Urls).OriginalString);
        Assert.Null(settings.Executor);
        Assert.Empty(settings.ApiKeys);
        Assert.Equal(folder.Path, settings.DataFolder);
    }

    [Fact]
    public void The_data_folder_is_made()
    {
        using var folder = new TemporaryFolder();
        var wanted = Path.Combine(folder.Path, "a", "b");

        Assert.Equal(wanted, Read(folder, ("SPARK_DATA", wanted)).DataFolder);
        Assert.True(Directory.Exists(wanted));
    }

    [Fact]
    public void An_executor_elsewhere_is_taken_with_its_key()
    {
        using var folder = new TemporaryFolder();

        var remote = Read(folder, ("SPARK_EXECUTOR", "https://spark.example:4001"), ("SPARK_AGENT_KEY", Key)).RemoteExecutor();

        Assert.Equal(new Uri("https://spark.example:4001"), remote.Url);
        Assert.Equal(Key, remote.AgentKey);
    }

    [Fact]
    public void An_executor_elsewhere_without_a_key_is_refused() =>
        IsRefused([("SPARK_EXECUTOR", "https://spark.example:4001")], "SPARK_AGENT_KEY must be set");

    [Theory]
    [InlineData("ftp://spark.example")]
    [InlineData("spark.example:4001")]
    [InlineData("https://user:password@spark.example")]
    public void An_executors_address_that_is_none_is_named(string address) =>
        IsRefused([("SPARK_EXECUTOR", address), ("SPARK_AGENT_KEY", Key)], $"SPARK_EXECUTOR is '{address}'");

    [Theory]
    [InlineData("localhost:3003")]
    [InlineData("http://localhost:3003/path")]
    [InlineData("tcp://localhost:3003")]
    [InlineData(";")]
    public void An_address_to_listen_on_that_is_none_is_named_with_an_example(string address) =>
        IsRefused([("SPARK_COPILOT_URLS", address)], "SPARK_COPILOT_URLS is '", "http://localhost:4001");

    [Theory]
    [InlineData("http://0.0.0.0:3003")]
    [InlineData("http://[::]:3003")]
    [InlineData("http://192.168.1.7:3003")]
    [InlineData("http://localhost:3003;http://spark.example:3003")]
    public void Listening_beyond_this_machine_needs_keys(string urls)
    {
        IsRefused([("SPARK_COPILOT_URLS", urls)], "SPARK_COPILOT_URLS", "a loopback address unless SPARK_API_KEYS is set");
        using var folder = new TemporaryFolder();
        Assert.NotEmpty(Read(folder, ("SPARK_COPILOT_URLS", urls), ("SPARK_API_KEYS", $"me:admin:{Key}")).Urls);
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.With("data", "");

        var refused = Assert.Throws<SettingsException>(() => Read(folder, ("SPARK_DATA", file)));
        Assert.Contains($"SPARK_DATA is '{file}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        using var folder = new TemporaryFolder();

        var refused = Assert.Throws<SettingsException>(() => Read(folder, ("SPARK_COPILOT_URLS", "x"), ("SPARK_EXECUTOR", "y"), ("SPARK_API_KEYS", "z")));

        Assert.Equal(["SPARK_COPILOT_URLS", "SPARK_API_KEYS", "SPARK_EXECUTOR"], refused.Faults.Select(fault => fault.Name));
        Assert.Equal(3, refused.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Settings_and_addresses_don_t_show_their_key()
    {
        using var folder = new TemporaryFolder();
        var settings = Read(folder, ("SPARK_EXECUTOR", "https://spark.example:4001"), ("SPARK_AGENT_KEY", Key), ("SPARK_API_KEYS", $"me:admin:{Key}"));

        Assert.DoesNotContain(Key, $"{settings} {settings.RemoteExecutor()} {settings.ApiKeys[0]}", StringComparison.Ordinal);
    }

    private static CopilotSettings Read(TemporaryFolder folder, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var all = new Dictionary<string, string> { ["SPARK_DATA"] = folder.Path };
        foreach (var (name, value) in values) all[name] = value;
        return CopilotSettingsReader.Read(SettingsSource.Of(all));
    }

    private static void IsRefused((string, string)[] values, params string[] told)
    {
        using var folder = new TemporaryFolder();
        var refused = Assert.Throws<SettingsException>(() => Read(folder, values));
        Assert.All(told, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Key, refused.Message, StringComparison.Ordinal);
    }
}
