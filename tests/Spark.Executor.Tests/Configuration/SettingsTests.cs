using Spark.Contracts.Configuration;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Guardrails.Policy;

namespace Spark.Executor.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("spark-settings-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Without_any_variable_the_contract_s_defaults_are_in_force()
    {
        var settings = Read();
        Assert.Equal([new Uri("http://localhost:4001")], settings.Urls);
        Assert.Equal((Venue.Simulator, true), (settings.Venue, settings.UsesEmbeddedExchange));
        Assert.Equal(new Uri("http://localhost:4002"), settings.Exchange.Rest);
        Assert.Equal((100m, 0.1m, 50m, 5m, 0.05m), (settings.Limits.MaxNotional, settings.Limits.MaxPositionSize, settings.Limits.DailyLossLimit, settings.Limits.MaxLeverage, settings.Limits.PriceCollar));
        Assert.Equal((10, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)), (settings.Limits.OrderRateCount, settings.Limits.OrderRateWindow, settings.Limits.MaxMarketAge));
        Assert.True(settings.Limits.CircuitBreakerEnabled);
        Assert.Null(settings.Limits.AllowedSymbols);
        Assert.Equal(ConfirmationMode.Caller, settings.Confirmation);
        Assert.Equal((false, 0), (settings.FlattenOnLoss, settings.CountdownCancelSeconds));
        Assert.Empty(settings.ApiKeys);
    }

    [Fact]
    public void Each_variable_is_taken_over()
    {
        var settings = Read(("FUTURES_MAX_NOTIONAL", "250.5"), ("FUTURES_MAX_POSITION_SIZE", "0.2,SOLUSDT:5,XRPUSDT:1000"), ("FUTURES_DAILY_LOSS_LIMIT", "75"),
            ("FUTURES_MAX_LEVERAGE", "3"), ("FUTURES_CIRCUIT_BREAKER", "0"), ("FUTURES_SYMBOLS", "BTCUSDT,ETHUSDT"), ("FUTURES_PRICE_COLLAR", "0.1"),
            ("FUTURES_ORDER_RATE", "3 per 60 s"), ("FUTURES_MAX_MARKET_AGE", "2 s"), ("FUTURES_FLATTEN_ON_LOSS", "1"), ("FUTURES_COUNTDOWN_CANCEL", "30"),
            ("SPARK_CONFIRM", "page"), ("SPARK_API_KEYS", "eve:viewer:0123456789abcdef,tom:trader:fedcba9876543210,ada:admin:aaaabbbbccccdddd"));
        var limits = settings.Limits;
        Assert.Equal((250.5m, 0.2m, 5m, 1000m), (limits.MaxNotional, limits.MaxPositionOf(Symbol.Parse("BTCUSDT")), limits.MaxPositionOf(Symbol.Parse("SOLUSDT")), limits.MaxPositionOf(Symbol.Parse("XRPUSDT"))));
        Assert.Equal((75m, 3m, false, 0.1m), (limits.DailyLossLimit, limits.MaxLeverage, limits.CircuitBreakerEnabled, limits.PriceCollar));
        Assert.Equal((3, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2)), (limits.OrderRateCount, limits.OrderRateWindow, limits.MaxMarketAge));
        Assert.Equal(2, limits.AllowedSymbols!.Count);
        Assert.Equal((true, 30, ConfirmationMode.Page), (settings.FlattenOnLoss, settings.CountdownCancelSeconds, settings.Confirmation));
        Assert.Equal([("eve", Role.Viewer), ("tom", Role.Trader), ("ada", Role.Admin)], settings.ApiKeys.Select(key => (key.Name, key.Role)));
    }

    [Theory]
    [InlineData("FUTURES_MAX_NOTIONAL", "-1", "number")]
    [InlineData("FUTURES_MAX_NOTIONAL", "1e3", "number")]
    [InlineData("FUTURES_MAX_NOTIONAL", "100,5", "number")]
    [InlineData("FUTURES_MAX_POSITION_SIZE", "0.1,SOLUSDT", "overrides")]
    [InlineData("FUTURES_MAX_POSITION_SIZE", "0.1,SOLUSDT:5,SOLUSDT:6", "overrides")]
    [InlineData("FUTURES_DAILY_LOSS_LIMIT", "0", "number")]
    [InlineData("FUTURES_MAX_LEVERAGE", "126", "number")]
    [InlineData("FUTURES_CIRCUIT_BREAKER", "yes", "1 or 0")]
    [InlineData("FUTURES_SYMBOLS", "btcusdt", "upper-case")]
    [InlineData("FUTURES_PRICE_COLLAR", "5%", "number")]
    [InlineData("FUTURES_ORDER_RATE", "10/10s", "window")]
    [InlineData("FUTURES_MAX_MARKET_AGE", "soon", "seconds")]
    [InlineData("FUTURES_FLATTEN_ON_LOSS", "2", "1 or 0")]
    [InlineData("FUTURES_COUNTDOWN_CANCEL", "-5", "number")]
    [InlineData("FUTURES_COUNTDOWN_CANCEL", "4", "5 to 86400")]
    [InlineData("BINANCE_TESTNET", "true", "1 or 0")]
    [InlineData("SPARK_CONFIRM", "chat", "caller or page")]
    [InlineData("SPARK_EXECUTOR_URLS", "localhost:4001", "http")]
    [InlineData("SPARK_EXECUTOR_URLS", "http://0.0.0.0:4001", "loopback")]
    [InlineData("SPARK_COPILOT_URLS", "ftp://x", "http")]
    [InlineData("SPARK_SIMULATOR_URLS", "nowhere", "http")]
    [InlineData("SPARK_BINANCE_REST", "demo-fapi.binance.com", "https://")]
    [InlineData("SPARK_BINANCE_STREAMS", "https://fstream.binance.com", "wss://")]
    [InlineData("SPARK_BINANCE_TEST_HOSTS", "no/host", "host names")]
    public void A_bad_value_is_one_line_that_names_the_variable_the_value_and_what_is_allowed(string name, string value, string allowed)
    {
        var lines = Assert.Throws<SettingsException>(() => Read((name, value))).Faults.Select(fault => fault.ToString()).ToArray();
        Assert.Contains(lines, line => line.Contains(name, StringComparison.Ordinal) && line.Contains(value.Split(' ')[0], StringComparison.Ordinal)
            && line.Contains(allowed, StringComparison.Ordinal) && !line.Contains('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SPARK_API_KEYS", "eve:viewer:tooshort-secret")]
    [InlineData("SPARK_API_KEYS", "eve:king:secret-0123456789abcdef")]
    [InlineData("SPARK_API_KEYS", "eve:viewer:secret-0123456789abcdef,eve:admin:secret-0123456789abcdef")]
    [InlineData("SPARK_AGENT_KEY", "secret")]
    [InlineData("SPARK_CONFIRM_KEY", "secret")]
    [InlineData("BINANCE_API_KEY", "secret-key-without-its-secret")]
    [InlineData("BINANCE_API_SECRET", "secret-without-its-key")]
    public void A_bad_secret_is_named_and_never_shown(string name, string value)
    {
        if (value == "eve:viewer:tooshort-secret") value = "eve:viewer:secret";
        var message = Assert.Throws<SettingsException>(() => Read((name, value))).Message;
        Assert.Contains(name[..8], message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", message, StringComparison.Ordinal);
        Assert.DoesNotContain("'secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_reported_at_once() =>
        Assert.Equal(2, Assert.Throws<SettingsException>(() => Read(("FUTURES_MAX_NOTIONAL", "x"), ("FUTURES_MAX_LEVERAGE", "y"))).Faults.Count);

    [Theory]
    [InlineData("http://127.0.0.1:5", "ws://127.0.0.1:5", "1", Venue.Simulator)]
    [InlineData("http://localhost:5", "ws://[::1]:5", "1", Venue.Simulator)]
    [InlineData("https://demo-fapi.binance.com", "wss://fstream.binancefuture.com", "1", Venue.Testnet)]
    [InlineData("https://testnet.binancefuture.com", "wss://stream.binancefuture.com", "1", Venue.Testnet)]
    [InlineData("https://fapi.binance.com", "wss://fstream.binance.com", "0", Venue.Production)]
    [InlineData("https://evil-demo-fapi.binance.com", "wss://fstream.binancefuture.com.evil.example", "0", Venue.Production)]
    public void The_hosts_decide_the_venue_by_exact_match(string rest, string streams, string testnet, Venue venue) => Assert.Equal(venue, Read(
        ("SPARK_BINANCE_REST", rest), ("SPARK_BINANCE_STREAMS", streams), ("BINANCE_TESTNET", testnet), ("BINANCE_API_KEY", "k"), ("BINANCE_API_SECRET", "s")).Venue);

    [Theory]
    [InlineData("https://fapi.binance.com", "wss://fstream.binance.com", "1")]
    [InlineData("https://demo-fapi.binance.com", "wss://fstream.binancefuture.com", "0")]
    [InlineData("https://demo-fapi.binance.com", "wss://fstream.binance.com", "1")]
    [InlineData("http://127.0.0.1:5", "wss://fstream.binancefuture.com", "1")]
    [InlineData("http://demo-fapi.binance.com", "wss://fstream.binancefuture.com", "1")]
    [InlineData("https://demo-fapi.binance.com", "ws://fstream.binancefuture.com", "1")]
    public void Hosts_of_two_venues_a_contradicting_flag_and_plain_text_end_the_start(string rest, string streams, string testnet) =>
        Assert.Throws<SettingsException>(() => Read(("SPARK_BINANCE_REST", rest), ("SPARK_BINANCE_STREAMS", streams), ("BINANCE_TESTNET", testnet),
            ("BINANCE_API_KEY", "k"), ("BINANCE_API_SECRET", "s")));

    [Fact]
    public void Production_without_keys_ends_the_start() => Assert.Throws<SettingsException>(() => Read(("BINANCE_TESTNET", "0")));

    [Fact]
    public void A_host_that_a_person_vouches_for_is_a_test_host()
    {
        var settings = Read(("SPARK_BINANCE_REST", "https://paper.example"), ("SPARK_BINANCE_STREAMS", "wss://paper.example"),
            ("SPARK_BINANCE_TEST_HOSTS", "paper.example"), ("BINANCE_API_KEY", "k"), ("BINANCE_API_SECRET", "s"));
        Assert.Equal(Venue.Testnet, settings.Venue);
        Assert.Equal(["paper.example"], settings.TestHosts);
    }

    [Fact]
    public void Listening_wide_needs_keys() => Assert.Single(Read(("SPARK_EXECUTOR_URLS", "http://0.0.0.0:4001"), ("SPARK_API_KEYS", "ada:admin:aaaabbbbccccdddd")).ApiKeys);

    private ExecutorSettings Read(params (string Name, string Value)[] variables)
    {
        var values = variables.ToDictionary(pair => pair.Name, pair => pair.Value);
        values.TryAdd("SPARK_DATA", _data);
        return ExecutorSettingsReader.Read(SettingsSource.Of(values));
    }
}
