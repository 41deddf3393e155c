using Spark.Binance;
using Spark.Contracts.Configuration;
using Spark.Domain.Accounts;

namespace Spark.Executor;

/// <summary>
/// Which exchange is used. The hosts decide, not the flag: loopback is the simulator, the exchange's published test hosts are testnet,
/// anything else is production and read-only. What contradicts itself ends the start.
/// </summary>
internal sealed record VenueSettings(
    Venue Venue, BinanceEndpoints Exchange, BinanceCredentials Credentials, bool UsesEmbeddedExchange, IReadOnlyList<string> TestHosts)
{
    private static readonly string[] PublishedTestHosts =
    [
        "demo-fapi.binance.com", "testnet.binancefuture.com",
        "fstream.binancefuture.com", "demo-fstream.binance.com", "stream.binancefuture.com",
    ];

    private static readonly BinanceEndpoints Testnet = new(new Uri("https://demo-fapi.binance.com"), new Uri("wss://fstream.binancefuture.com"));

    private static readonly BinanceEndpoints Production = new(new Uri("https://fapi.binance.com"), new Uri("wss://fstream.binance.com"));

    public static VenueSettings Read(SettingsReader reader)
    {
        var testnet = reader.Switch("BINANCE_TESTNET", true);
        var credentials = ReadCredentials(reader, testnet);
        var testHosts = ReadTestHosts(reader);
        var defaults = credentials is null ? Embedded(reader) : testnet ? Testnet : Production;
        var exchange = new BinanceEndpoints(
            reader.Address("SPARK_BINANCE_REST", "https", "http") ?? defaults.Rest,
            reader.Address("SPARK_BINANCE_STREAMS", "wss", "ws") ?? defaults.Streams);
        var (rest, streams) = (VenueOf(exchange.Rest, testHosts), VenueOf(exchange.Streams, testHosts));
        if (rest != streams)
        {
            reader.Fault("SPARK_BINANCE_STREAMS", exchange.Streams.ToString(), $"of the same venue as SPARK_BINANCE_REST ({exchange.Rest} is {Word(rest)}, this is {Word(streams)})");
        }
        if (rest == Venue.Production && testnet)
        {
            reader.Fault("BINANCE_TESTNET", "1", $"0 with {exchange.Rest.Host}, which is no test host (SPARK_BINANCE_TEST_HOSTS names others)");
        }
        if (rest == Venue.Testnet && !testnet) reader.Fault("BINANCE_TESTNET", "0", $"1 with the test host {exchange.Rest.Host}");
        RefusePlainText(reader, exchange);
        return new VenueSettings(rest, exchange,
            credentials ?? new BinanceCredentials(EmbeddedExchange.ExecutorKey, EmbeddedExchange.ExecutorSecret), credentials is null, testHosts);
    }

    public static string Word(Venue venue) => venue switch
    {
        Venue.Simulator => "simulator",
        Venue.Testnet => "testnet",
        _ => "production",
    };

    private static BinanceCredentials? ReadCredentials(SettingsReader reader, bool testnet)
    {
        var (key, secret) = (reader.Text("BINANCE_API_KEY"), reader.Text("BINANCE_API_SECRET"));
        switch (key, secret)
        {
            case (not null, not null):
                return new BinanceCredentials(key, secret);
            case (not null, null):
                reader.Fault("BINANCE_API_SECRET", null, "set when BINANCE_API_KEY is");
                return null;
            case (null, not null):
                reader.Fault("BINANCE_API_KEY", null, "set when BINANCE_API_SECRET is");
                return null;
        }
        if (!testnet) reader.Fault("BINANCE_TESTNET", "0", "1 unless BINANCE_API_KEY and BINANCE_API_SECRET are set");
        return null;
    }

    private static BinanceEndpoints Embedded(SettingsReader reader)
    {
        var urls = reader.Urls(EmbeddedExchange.UrlsSetting, EmbeddedExchange.DefaultUrls);
        var rest = urls.Count > 0 ? urls[0] : new Uri(EmbeddedExchange.DefaultUrls);
        return new BinanceEndpoints(rest, new UriBuilder(rest) { Scheme = "ws" }.Uri);
    }

    private static string[] ReadTestHosts(SettingsReader reader)
    {
        const string name = "SPARK_BINANCE_TEST_HOSTS";
        var hosts = (reader.Text(name) ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var host in hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            reader.Fault(name, host, "exact host names separated by commas");
        }
        return hosts;
    }

    // Exact match: a name that merely ends like a test host is not one.
    private static Venue VenueOf(Uri address, IReadOnlyList<string> testHosts) =>
        Loopback.Is(address.Host) ? Venue.Simulator
        : PublishedTestHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || testHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) ? Venue.Testnet
        : Venue.Production;

    private static void RefusePlainText(SettingsReader reader, BinanceEndpoints exchange)
    {
        if (!Loopback.Is(exchange.Rest.Host) && exchange.Rest.Scheme != "https") reader.Fault("SPARK_BINANCE_REST", exchange.Rest.ToString(), "https beyond loopback");
        if (!Loopback.Is(exchange.Streams.Host) && exchange.Streams.Scheme != "wss") reader.Fault("SPARK_BINANCE_STREAMS", exchange.Streams.ToString(), "wss beyond loopback");
    }
}
