using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Spark.EndToEnd.Tests.Processes;

namespace Spark.EndToEnd.Tests;

/// <summary>A start that can't be: exit code 2 and one line that names the setting, its value and what is allowed; never a secret.</summary>
public sealed class BadStartTests
{
    private const string Secret = "hunter2-hunter2-hunter2";

    [Fact]
    public Task A_limit_that_is_no_number_is_named_with_its_value() =>
        IsRefusedAsync("Spark.Copilot", ["FUTURES_MAX_NOTIONAL", "'abc'", "a number from"], ("FUTURES_MAX_NOTIONAL", "abc"));

    [Fact]
    public Task A_key_without_its_secret_is_refused_and_not_shown() =>
        IsRefusedAsync("Spark.Copilot", ["BINANCE_API_SECRET", "BINANCE_API_KEY"], ("BINANCE_API_KEY", Secret));

    [Fact]
    public Task Listening_beyond_loopback_needs_keys() =>
        IsRefusedAsync("Spark.Copilot", ["SPARK_EXECUTOR_URLS", "http://0.0.0.0:4001", "SPARK_API_KEYS"], ("SPARK_EXECUTOR_URLS", "http://0.0.0.0:4001"));

    [Fact]
    public Task Production_needs_keys() => IsRefusedAsync("Spark.Copilot", ["BINANCE_TESTNET", "'0'", "BINANCE_API_KEY"], ("BINANCE_TESTNET", "0"));

    [Fact]
    public Task A_malformed_key_list_is_named_and_never_shown() =>
        IsRefusedAsync("Spark.Copilot", ["SPARK_API_KEYS", "name:role:key"], ("SPARK_API_KEYS", $"me:emperor:{Secret}"));

    [Fact]
    public Task A_settings_file_that_was_named_must_exist() =>
        IsRefusedAsync("Spark.Copilot", ["SPARK_ENV_FILE", "/nowhere/at/all.env"], ("SPARK_ENV_FILE", "/nowhere/at/all.env"));

    [Fact]
    public Task The_exchange_listens_on_loopback_only() =>
        IsRefusedAsync("Spark.Simulator", ["SPARK_SIMULATOR_URLS", "http://0.0.0.0:4002", "loopback"], ("SPARK_SIMULATOR_URLS", "http://0.0.0.0:4002"));

    [Theory]
    [InlineData("Spark.Copilot")]
    [InlineData("Spark.Simulator")]
    public Task The_exchange_lists_only_contracts_that_it_knows(string program) =>
        IsRefusedAsync(program, ["SPARK_SIMULATOR_SYMBOLS", "'NOPEUSDT'", "BTCUSDT"], ("SPARK_SIMULATOR_SYMBOLS", "NOPEUSDT"));

    [Fact]
    public Task An_executor_alone_without_an_exchange_says_how_to_start_one() =>
        IsRefusedAsync("Spark.Executor", ["dotnet run --project src/Spark.Simulator", "BINANCE_API_KEY"]);

    [Theory]
    [InlineData("SPARK_COPILOT_URLS")]
    [InlineData("SPARK_EXECUTOR_URLS")]
    [InlineData("SPARK_SIMULATOR_URLS")]
    public async Task A_port_that_is_taken_is_told_in_one_line(string setting)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        await IsRefusedAsync("Spark.Copilot", [address, "in use"], (setting, address));
    }

    [Fact]
    public async Task Every_bad_setting_is_told_at_once_on_a_line_of_its_own()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = home.Start("Spark.Executor", ("FUTURES_MAX_NOTIONAL", "-1"), ("FUTURES_CIRCUIT_BREAKER", "yes"));

        Assert.Equal(2, await spark.ExitCodeAsync(TimeSpan.FromSeconds(30), ct));
        var lines = spark.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(lines, line => line.Contains("FUTURES_MAX_NOTIONAL", StringComparison.Ordinal) && line.Contains("'-1'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("FUTURES_CIRCUIT_BREAKER", StringComparison.Ordinal) && line.Contains("1 or 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_that_nobody_knows_is_bad_input()
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var spark = SparkProgram.Start("Spark.Copilot", home.Settings(), "sreve");

        Assert.Equal(2, await spark.ExitCodeAsync(TimeSpan.FromSeconds(30), ct));
        Assert.Contains("sreve", spark.Errors, StringComparison.Ordinal);
    }

    private static async Task IsRefusedAsync(string project, IReadOnlyList<string> named, params (string Name, string Value)[] settings)
    {
        var ct = TestContext.Current.CancellationToken;
        using var home = new SparkHome();
        await using var program = home.Start(project, settings);
        await Refusal.IsOneLineAsync(program, named, ct);
        Assert.DoesNotContain(Secret, program.Story, StringComparison.Ordinal);
    }
}
