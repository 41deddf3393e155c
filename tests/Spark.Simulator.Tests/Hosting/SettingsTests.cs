using System.Globalization;
using Spark.Domain.Orders;
using Spark.Simulator.Hosting;
using Spark.Simulator.Markets;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void Without_settings_it_listens_where_it_always_does_and_lists_its_named_contracts()
    {
        var settings = SimulatorEnvironment.Read(static _ => null);
        Assert.Equal(("http://localhost:4002", 2_400), (settings.Urls, settings.WeightPerMinute));
        string[] named = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT", "DOGEUSDT", "ADAUSDT", "AVAXUSDT", "LTCUSDT", "LINKUSDT"];
        Assert.Equal(named, NamesOf(settings).Take(named.Length));
        Assert.True(settings.Markets.Length >= 20);
    }

    [Fact]
    public void Contracts_are_listed_by_name_in_the_order_that_was_asked_for() =>
        Assert.Equal(["LINKUSDT", "BTCUSDT"], NamesOf(Read("SPARK_SIMULATOR_SYMBOLS", "LINKUSDT, BTCUSDT")));

    [Fact]
    public void Orders_a_minute_are_a_setting_and_a_quarter_of_them_fits_into_ten_seconds()
    {
        var settings = Read("SPARK_SIMULATOR_ORDERS", "4000");
        Assert.Equal((4_000, 1_000), (settings.OrdersPerMinute, settings.OrdersPerTenSeconds));
        Assert.Equal((1_200, 300), (Read("SPARK_SIMULATOR_ORDERS", "").OrdersPerMinute, Read("SPARK_SIMULATOR_ORDERS", "").OrdersPerTenSeconds));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(200)]
    public void Or_by_number_with_made_up_ones_behind_the_named(int count)
    {
        var settings = Read("SPARK_SIMULATOR_SYMBOLS", count.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(count, NamesOf(settings).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, count), settings.Markets.Select(profile => profile.Contract.Index));
        Assert.Equal("BTCUSDT", settings.Markets[0].Contract.Name);
    }

    [Fact]
    public async Task Two_hundred_generated_contracts_all_have_a_book_and_take_an_order()
    {
        await using var x = await TestExchange.StartAsync(change: settings => settings with { Markets = Read("SPARK_SIMULATOR_SYMBOLS", "200").Markets });
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/exchangeInfo")).Json.GetProperty("symbols").GetArrayLength());
        Assert.Equal(200, (await x.GetAsync("/fapi/v1/ticker/bookTicker")).Json.GetArrayLength());
        var exchange = new Exchange([.. ContractTable.Generate(200).Select(profile => profile.Contract)], FeeSchedule.BaseTier, 1_795_000_000_000);
        var simulation = new MarketSimulation(exchange, ContractTable.Generate(200), seed: 1);
        simulation.AdvanceTo(exchange.Now + 2_000);
        foreach (var market in exchange.Markets)
        {
            var account = exchange.Open($"client of {market.Contract.Name}", 10_000);
            var lots = market.Contract.ToLots(market.Contract.Instrument.MinimumNotional * 2 / market.MarkPrice) + 1;
            var order = new PlaceOrder { Account = account, Market = market, Side = Side.Buy, Type = OrderType.Market, Quantity = market.Contract.ToQuantity(lots) };
            Assert.True(exchange.Place(order) is { Order.Status: OrderStatus.Filled }, market.Contract.Name);
        }
    }

    [Theory]
    [InlineData("SPARK_SIMULATOR_SYMBOLS", "0", "1 to 200")]
    [InlineData("SPARK_SIMULATOR_SYMBOLS", "201", "1 to 200")]
    [InlineData("SPARK_SIMULATOR_SYMBOLS", "BTCUSDT,BTCUSDT", "without repeats")]
    [InlineData("SPARK_SIMULATOR_SYMBOLS", "BTCUSDT,NOPEUSDT", "ETHUSDT")]
    [InlineData("SPARK_SIMULATOR_SYMBOLS", ",", "ETHUSDT")]
    [InlineData("SPARK_SIMULATOR_WEIGHT", "99", "100 to 10000000")]
    [InlineData("SPARK_SIMULATOR_ORDERS", "3", "4 to 10000000")]
    [InlineData("SPARK_SIMULATOR_URLS", "http://example.com:4002", "loopback")]
    public void A_value_that_cannot_be_is_refused_by_name_with_what_is_allowed(string name, string value, string allowed)
    {
        var refused = Assert.Throws<SettingsException>(() => Read(name, value));
        Assert.StartsWith($"{name} is '{value}': allowed ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, refused.Message, StringComparison.Ordinal);
    }

    private static SimulatorSettings Read(string name, string value) => SimulatorEnvironment.Read(asked => asked == name ? value : null);

    private static IEnumerable<string> NamesOf(SimulatorSettings settings) => settings.Markets.Select(profile => profile.Contract.Name);
}
