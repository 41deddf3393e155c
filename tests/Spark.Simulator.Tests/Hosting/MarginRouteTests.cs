using System.Globalization;
using System.Text.Json;
using Spark.Binance.Wire;

namespace Spark.Simulator.Tests.Hosting;

public sealed class MarginRouteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spark-margin-").FullName;

    [Fact]
    public async Task An_isolated_position_shows_its_wallet_wherever_margin_is_told()
    {
        await using var x = await TestExchange.StartAsync();
        await IsolateAsync(x, leverage: 10);
        Assert.Equal("ISOLATED", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/symbolConfig", "symbol=BTCUSDT")).Json[0].GetProperty("marginType").GetString());
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var v2 = (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/positionRisk", "symbol=BTCUSDT")).Json[0];
        var wallet = Number(v2, "isolatedWallet");
        Assert.Equal(decimal.Round(Number(v2, "entryPrice") * 0.01m / 10, 2), decimal.Round(wallet, 2));
        Assert.Equal(("isolated", wallet + Number(v2, "unRealizedProfit")), (v2.GetProperty("marginType").GetString(), Number(v2, "isolatedMargin")));
        Assert.InRange(Number(v2, "liquidationPrice") / Number(v2, "entryPrice"), 0.90m, 0.91m);
        foreach (var path in (string[])["/fapi/v3/positionRisk", "/fapi/v3/account"])
        {
            var json = (await x.SignedAsync(HttpMethod.Get, path)).Json;
            Assert.Equal(wallet, Number(json.ValueKind == JsonValueKind.Array ? json[0] : json.GetProperty("positions")[0], "isolatedWallet"));
        }
        var account = (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/account")).Json;
        Assert.Equal(Number(account, "totalWalletBalance") - wallet, Number(account, "totalCrossWalletBalance"));
        Assert.Equal((Number(account, "totalCrossWalletBalance"), 0m), (Number(account, "availableBalance"), Number(account, "totalCrossUnPnl")));
        Assert.True(account.GetProperty("positions").EnumerateArray().Single(row => row.GetProperty("symbol").GetString() == "BTCUSDT").GetProperty("isolated").GetBoolean());
        Assert.Equal(Number(account, "totalCrossWalletBalance"), Number((await x.SignedAsync(HttpMethod.Get, "/fapi/v3/balance")).Json[0], "crossWalletBalance"));
    }

    [Fact]
    public async Task The_user_stream_tells_the_type_the_fill_and_the_transfer_with_the_isolated_wallet()
    {
        await using var x = await TestExchange.StartAsync();
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(user);
        await x.SignedAsync(HttpMethod.Post, "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED");
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var moved = (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/positionMargin", "symbol=BTCUSDT&amount=100.5&type=1")).Json;
        Assert.Equal("""{"amount":100.5,"code":200,"msg":"Successfully modify position margin.","type":1}""", moved.GetRawText());
        var updates = (await user.ReadAsync(6)).Where(e => e.GetProperty("e").GetString() == "ACCOUNT_UPDATE").Select(e => e.GetProperty("a")).ToArray();
        Assert.Equal(["MARGIN_TYPE_CHANGE", "ORDER", "MARGIN_TRANSFER"], updates.Select(a => a.GetProperty("m").GetString()));
        Assert.All(updates, a => Assert.Equal("isolated", a.GetProperty("P")[0].GetProperty("mt").GetString()));
        var wallets = updates.Select(a => Number(a.GetProperty("P")[0], "iw")).ToArray();
        Assert.Equal((0m, wallets[1] + 100.5m), (wallets[0], wallets[2]));
        Assert.Equal(Number(updates[2].GetProperty("B")[0], "wb") - wallets[2], Number(updates[2].GetProperty("B")[0], "cw"));
    }

    [Fact]
    public async Task What_was_moved_by_hand_is_listed_by_type_and_survives_a_restart_with_the_wallet()
    {
        string wallet;
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await using (var x = await TestExchange.StartAsync(_folder, time))
        {
            await IsolateAsync(x, leverage: 10);
            await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
            foreach (var move in (string[])["amount=50&type=1", "amount=20&type=2"])
            {
                Assert.Equal(200, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/positionMargin", $"symbol=BTCUSDT&{move}")).Status);
            }
            wallet = await WalletAsync(x);
        }
        await using var y = await TestExchange.StartAsync(_folder, time);
        Assert.Equal(wallet, await WalletAsync(y));
        var rows = (await y.SignedAsync(HttpMethod.Get, "/fapi/v1/positionMargin/history", "symbol=BTCUSDT")).Json.EnumerateArray();
        Assert.Equal([(1, "50.00000000"), (2, "20.00000000")], rows.Select(row => (row.GetProperty("type").GetInt32(), row.GetProperty("amount").GetString()!)));
        Assert.Single((await y.SignedAsync(HttpMethod.Get, "/fapi/v1/positionMargin/history", "symbol=BTCUSDT&type=2")).Json.EnumerateArray());
    }

    [Fact]
    public async Task A_liquidation_is_called_first_and_then_told_as_an_order_of_the_exchange_to_the_account_and_to_everybody()
    {
        await using var x = await TestExchange.StartAsync();
        await IsolateAsync(x, leverage: 100);
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        using var market = await x.ConnectAsync("/market/ws/btcusdt@forceOrder/!forceOrder@arr");
        await StreamTests.ReadyAsync(user);
        await StreamTests.ReadyAsync(market);
        var mark = Number((await x.GetAsync("/fapi/v1/premiumIndex?symbol=BTCUSDT")).Json, "markPrice");
        await x.Control.MoveToAsync("BTCUSDT", decimal.Round(mark * 0.985m, 1), TestContext.Current.CancellationToken);

        var call = (await user.ReadAsync()).Deserialize(BinanceJson.Default.MarginCallWire)!;
        Assert.Equal((0.1m, "BTCUSDT"), (call.Positions[0].Amount, call.Positions[0].Symbol));
        var events = new List<JsonElement> { await user.ReadAsync() };
        while (!IsInsurance(events[^1])) events.Add(await user.ReadAsync());
        var orders = events.Where(e => e.GetProperty("e").GetString() == "ORDER_TRADE_UPDATE").Select(e => e.GetProperty("o")).ToArray();
        Assert.Equal(["NEW", .. Enumerable.Repeat("CALCULATED", orders.Length - 1)], orders.Select(o => o.GetProperty("x").GetString()));
        Assert.Equal("FILLED", orders[^1].GetProperty("X").GetString());
        Assert.All(orders, o =>
        {
            Assert.StartsWith("autoclose-", o.GetProperty("c").GetString(), StringComparison.Ordinal);
            Assert.Equal(("LIQUIDATION", "LIMIT", "IOC"), (o.GetProperty("o").GetString(), o.GetProperty("ot").GetString(), o.GetProperty("f").GetString()));
        });
        foreach (var forced in (await market.ReadAsync(2)).Select(e => e.GetProperty("o")))
        {
            Assert.Equal(("SELL", "LIMIT", "FILLED", "0.100"), (forced.GetProperty("S").GetString(), forced.GetProperty("o").GetString(), forced.GetProperty("X").GetString(), forced.GetProperty("z").GetString()));
        }
        Assert.Equal("LIMIT", Assert.Single((await x.SignedAsync(HttpMethod.Get, "/fapi/v1/forceOrders", "autoCloseType=LIQUIDATION")).Json.EnumerateArray()).GetProperty("type").GetString());
        Assert.Equal("[]", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/forceOrders", "autoCloseType=ADL")).Text);
        Assert.Equal("[]", (await x.SignedAsync(HttpMethod.Get, "/fapi/v3/positionRisk")).Text);
    }

    [Fact]
    public async Task A_call_of_cross_positions_names_the_cross_wallet_and_has_the_members_of_the_published_sample()
    {
        var folder = Fixtures.Find("binance/streams");
        await using var x = await TestExchange.StartAsync();
        await x.Control.MoveToAsync("BTCUSDT", 70_000, TestContext.Current.CancellationToken);
        await x.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=100");
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=4");
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(user);
        var wallet = (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/balance")).Json[0].GetProperty("balance").GetString();
        await x.Control.MoveToAsync("BTCUSDT", 67_000, TestContext.Current.CancellationToken);
        var call = await user.ReadAsync();
        using var sample = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "margin-update.json"), TestContext.Current.CancellationToken));
        var expected = sample.RootElement.GetProperty("message");
        Assert.Equal(expected.EnumerateObject().Select(member => member.Name), call.EnumerateObject().Select(member => member.Name));
        Assert.Equal(expected.GetProperty("p")[0].EnumerateObject().Select(member => member.Name), call.GetProperty("p")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal((wallet, "CROSSED"), (call.GetProperty("cw").GetString(), call.GetProperty("p")[0].GetProperty("mt").GetString()));
    }

    [Fact]
    public async Task Funding_lists_the_position_that_paid_it_when_that_is_isolated_and_none_when_crossed()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 15, 59, 58, TimeSpan.Zero));
        await using var x = await TestExchange.StartAsync(time: time);
        await IsolateAsync(x, leverage: 10);
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        await x.OrderAsync("symbol=ETHUSDT&side=BUY&type=MARKET&quantity=0.1");
        var wallet = Number((await x.SignedAsync(HttpMethod.Get, "/fapi/v2/positionRisk", "symbol=BTCUSDT")).Json[0], "isolatedWallet");
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(user);
        await StreamTests.AdvanceAsync(x, 3_000);
        var paid = (await user.ReadAsync(2)).Select(e => e.GetProperty("a")).ToDictionary(a => a.GetProperty("S").GetString()!);
        Assert.Equal(0, paid["ETHUSDT"].GetProperty("P").GetArrayLength());
        var change = Number(paid["BTCUSDT"].GetProperty("B")[0], "bc");
        Assert.Equal(wallet + change, Number(Assert.Single(paid["BTCUSDT"].GetProperty("P").EnumerateArray()), "iw"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static async Task IsolateAsync(TestExchange x, int leverage)
    {
        Assert.Equal(200, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/leverage", $"symbol=BTCUSDT&leverage={leverage}")).Status);
        Assert.Equal("""{"code":200,"msg":"success"}""", (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED")).Text);
    }

    private static bool IsInsurance(JsonElement e) =>
        e.GetProperty("e").GetString() == "ACCOUNT_UPDATE" && e.GetProperty("a").GetProperty("m").GetString() == "INSURANCE_CLEAR";

    private static async Task<string> WalletAsync(TestExchange x) =>
        (await x.SignedAsync(HttpMethod.Get, "/fapi/v2/positionRisk", "symbol=BTCUSDT")).Json[0].GetProperty("isolatedWallet").GetString()!;

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
