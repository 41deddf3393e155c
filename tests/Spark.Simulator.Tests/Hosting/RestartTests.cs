using Spark.Simulator.Hosting;
using Spark.Simulator.Storage;

namespace Spark.Simulator.Tests.Hosting;

public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spark-simulator-").FullName;

    [Fact]
    public async Task A_restart_keeps_exchange_accounts_positions_resting_orders_and_ids()
    {
        string id, balance, position, trades, open;
        long lastOrderId;
        var first = await TestExchange.StartAsync(_folder);
        await using (first)
        {
            await first.Control.OpenAccountAsync(new SimulatedAccount("mine", "secret", 77), TestContext.Current.CancellationToken);
            await first.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
            var resting = await first.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price={await OrderRouteTests.BelowAsync(first)}&newClientOrderId=rest");
            lastOrderId = resting.Json.GetProperty("orderId").GetInt64();
            await first.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=ETHUSDT&leverage=3");
            (id, balance, position, trades, open) = await LookAsync(first);
        }
        await using var second = await TestExchange.StartAsync(_folder, first.Time);
        Assert.Equal((id, balance, position, trades, open), await LookAsync(second));
        Assert.Equal("77.00000000", (await second.SignedAsync(HttpMethod.Get, "/fapi/v2/balance", key: "mine", secret: "secret")).Json[0].GetProperty("balance").GetString());
        Assert.Equal(3, (await second.SignedAsync(HttpMethod.Get, "/fapi/v1/symbolConfig", "symbol=ETHUSDT")).Json[0].GetProperty("leverage").GetInt32());
        var next = await second.OrderAsync("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");
        Assert.True(next.Json.GetProperty("orderId").GetInt64() > lastOrderId);
        Assert.Equal("CANCELED", (await second.SignedAsync(HttpMethod.Delete, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rest")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_restored_order_still_fills()
    {
        var first = await TestExchange.StartAsync(_folder);
        string price;
        await using (first)
        {
            price = await OrderRouteTests.BelowAsync(first);
            await first.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price={price}&newClientOrderId=rest");
        }
        await using var second = await TestExchange.StartAsync(_folder, first.Time);
        var below = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture) * 0.99m;
        Assert.True(await second.Control.MoveToAsync("BTCUSDT", below, TestContext.Current.CancellationToken));
        var order = await second.SignedAsync(HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=rest");
        Assert.Equal("FILLED", order.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_moved_price_stays_moved_after_a_restart()
    {
        var first = await TestExchange.StartAsync(_folder);
        await using (first) await first.Control.MoveToAsync("BTCUSDT", 58_000, TestContext.Current.CancellationToken);
        await using var second = await TestExchange.StartAsync(_folder, first.Time);
        var price = (await second.Control.StatusAsync(TestContext.Current.CancellationToken)).Prices[0];
        Assert.InRange(price.LastPrice, 57_900, 58_100);
    }

    [Fact]
    public async Task Two_exchanges_cannot_share_a_folder()
    {
        await using var first = await TestExchange.StartAsync(_folder);
        await Assert.ThrowsAsync<FolderInUseException>(() => TestExchange.StartAsync(_folder));
    }

    [Fact]
    public async Task A_reset_wipes_everything_and_makes_a_new_exchange_id_for_good()
    {
        string? id;
        var first = await TestExchange.StartAsync(_folder);
        await using (first)
        {
            var before = first.Control.ExchangeId;
            await first.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
            id = await first.Control.ResetAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(before, id);
            Assert.Equal("[]", (await first.SignedAsync(HttpMethod.Get, "/fapi/v1/userTrades", "symbol=BTCUSDT")).Text);
        }
        await using var second = await TestExchange.StartAsync(_folder, first.Time);
        Assert.Equal(id, second.Control.ExchangeId);
        Assert.Equal("10000.00000000", (await second.SignedAsync(HttpMethod.Get, "/fapi/v2/balance")).Json[0].GetProperty("balance").GetString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(string, string, string, string, string)> LookAsync(TestExchange x) => (
        (await x.GetAsync("/fapi/v1/exchangeInfo")).Json.GetProperty("sparkExchangeId").GetString()!,
        (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/balance")).Json[0].GetProperty("balance").GetString()!,
        (await x.SignedAsync(HttpMethod.Get, "/fapi/v3/positionRisk")).Json[0].GetProperty("entryPrice").GetString()!,
        (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/userTrades", "symbol=BTCUSDT")).Text,
        (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrders")).Text);
}
