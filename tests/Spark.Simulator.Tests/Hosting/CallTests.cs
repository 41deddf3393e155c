using System.Globalization;
using System.Text.Json;

namespace Spark.Simulator.Tests.Hosting;

public sealed class CallTests
{
    [Fact]
    public async Task More_than_twenty_symbols_trade_and_each_takes_an_order()
    {
        await using var x = await TestExchange.StartAsync();
        var symbols = (await x.GetAsync("/fapi/v1/exchangeInfo")).Json.GetProperty("symbols").EnumerateArray().ToArray();
        Assert.True(symbols.Length >= 20);
        foreach (var symbol in symbols)
        {
            var name = symbol.GetProperty("symbol").GetString()!;
            var filters = symbol.GetProperty("filters").EnumerateArray().ToDictionary(filter => filter.GetProperty("filterType").GetString()!);
            var step = Number(filters["MARKET_LOT_SIZE"], "stepSize");
            var mark = Number((await x.GetAsync($"/fapi/v1/premiumIndex?symbol={name}")).Json, "markPrice");
            var quantity = Math.Ceiling(Number(filters["MIN_NOTIONAL"], "notional") * 1.1m / mark / step) * step;
            var placed = await x.OrderAsync(string.Create(CultureInfo.InvariantCulture, $"symbol={name}&side=BUY&type=MARKET&quantity={quantity}&newOrderRespType=RESULT"));
            Assert.True(placed.Status == 200 && placed.Json.GetProperty("status").GetString() == "FILLED", $"{name}: {placed.Text}");
        }
    }

    [Fact]
    public async Task A_batch_gives_each_order_its_own_outcome()
    {
        await using var x = await TestExchange.StartAsync();
        var price = await OrderRouteTests.BelowAsync(x);
        var orders = Uri.EscapeDataString($$"""
            [{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.01","price":"{{price}}","newClientOrderId":"a"},
             {"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quantity":0.01,"reduceOnly":"true"},
             {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.01","price":"{{price}}","newClientOrderId":"b"}]
            """);
        var answer = await x.SignedAsync(HttpMethod.Post, "/fapi/v1/batchOrders", $"batchOrders={orders}");
        Assert.Equal(["5"], answer.Headers.GetValues("X-MBX-ORDER-COUNT-10S"));
        Assert.Equal(("NEW", -2022, "NEW"), (
            answer.Json[0].GetProperty("status").GetString(), answer.Json[1].GetProperty("code").GetInt32(), answer.Json[2].GetProperty("status").GetString()));
        var canceled = await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/batchOrders", $"symbol=BTCUSDT&origClientOrderIdList={Uri.EscapeDataString("""["a","none","b"]""")}");
        Assert.Equal(("CANCELED", -2011, "CANCELED"), (
            canceled.Json[0].GetProperty("status").GetString(), canceled.Json[1].GetProperty("code").GetInt32(), canceled.Json[2].GetProperty("status").GetString()));
        Assert.Equal(-4082, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/batchOrders", "batchOrders=[]")).Code);
    }

    [Fact]
    public async Task An_order_is_amended_and_its_history_tells()
    {
        await using var x = await TestExchange.StartAsync();
        var price = await OrderRouteTests.BelowAsync(x);
        await x.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={price}&newClientOrderId=mine");
        var amended = (await x.SignedAsync(HttpMethod.Put, "/fapi/v1/order", $"symbol=BTCUSDT&side=BUY&origClientOrderId=mine&quantity=0.02&price={price}&modifyId=7")).Json;
        Assert.Equal(("0.020", 7), (amended.GetProperty("origQty").GetString(), amended.GetProperty("modifyId").GetInt32()));
        var row = (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/orderAmendment", "symbol=BTCUSDT&origClientOrderId=mine")).Json[0].GetProperty("amendment");
        Assert.Equal(("0.010", "0.020"), (row.GetProperty("origQty").GetProperty("before").GetString(), row.GetProperty("origQty").GetProperty("after").GetString()));
        Assert.Equal(-2013, (await x.SignedAsync(HttpMethod.Put, "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&origClientOrderId=other&quantity=0.02&price=60000")).Code);
    }

    [Fact]
    public async Task A_dead_mans_timer_cancels_by_the_exchanges_clock()
    {
        await using var x = await TestExchange.StartAsync();
        var price = await OrderRouteTests.BelowAsync(x);
        await x.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={price}");
        var armed = (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=2000")).Json;
        Assert.Equal(("BTCUSDT", "2000"), (armed.GetProperty("symbol").GetString(), armed.GetProperty("countdownTime").GetString()));
        await StreamTests.AdvanceAsync(x, 1_900);
        Assert.Equal(1, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrders")).Json.GetArrayLength());
        await StreamTests.AdvanceAsync(x, 200);
        Assert.Equal("[]", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrders")).Text);
    }

    [Fact]
    public async Task Income_lists_commissions_profits_funding_and_transfers()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 15, 59, 58, TimeSpan.Zero));
        await using var x = await TestExchange.StartAsync(time: time);
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        Assert.True(await x.Control.TransferAsync("sim-key", -250.5m, TestContext.Current.CancellationToken));
        await StreamTests.AdvanceAsync(x, 3_000);
        await x.OrderAsync("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");
        var rows = (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/income")).Json.EnumerateArray().ToArray();
        Assert.Equal(["COMMISSION", "TRANSFER", "FUNDING_FEE"], rows.Take(3).Select(row => row.GetProperty("incomeType").GetString()));
        Assert.Contains(rows, row => row.GetProperty("incomeType").GetString() == "REALIZED_PNL");
        var total = rows.Sum(row => Number(row, "income"));
        Assert.Equal(10_000 + total, Number((await x.SignedAsync(HttpMethod.Get, "/fapi/v2/balance")).Json[0], "balance"));
        var funding = Assert.Single((await x.SignedAsync(HttpMethod.Get, "/fapi/v1/income", "incomeType=FUNDING_FEE")).Json.EnumerateArray());
        var rate = (await x.GetAsync("/fapi/v1/fundingRate?symbol=BTCUSDT&limit=1")).Json[0];
        Assert.Equal(-decimal.Round(0.01m * Number(rate, "markPrice") * Number(rate, "fundingRate"), 8), Number(funding, "income"));
    }

    [Fact]
    public async Task Public_trades_and_their_aggregates_agree()
    {
        await using var x = await TestExchange.StartAsync();
        await StreamTests.AdvanceAsync(x, 5_000);
        var trades = (await x.GetAsync("/fapi/v1/trades?symbol=BTCUSDT&limit=1000")).Json.EnumerateArray().ToDictionary(trade => trade.GetProperty("id").GetInt64());
        var aggregates = (await x.GetAsync("/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1000")).Json.EnumerateArray().ToArray();
        Assert.NotEmpty(aggregates);
        foreach (var aggregate in aggregates)
        {
            var (first, last) = (aggregate.GetProperty("f").GetInt64(), aggregate.GetProperty("l").GetInt64());
            var parts = trades.Where(trade => trade.Key >= first && trade.Key <= last).Select(trade => trade.Value).ToArray();
            Assert.Equal(Number(aggregate, "q"), parts.Sum(trade => Number(trade, "qty")));
            Assert.All(parts, trade => Assert.Equal(Number(aggregate, "p"), Number(trade, "price")));
        }
    }

    [Fact]
    public async Task Modes_are_readable_and_a_hedged_account_places_nothing()
    {
        await using var x = await TestExchange.StartAsync();
        Assert.Equal(-4059, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/positionSide/dual", "dualSidePosition=false")).Code);
        Assert.Equal(200, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/positionSide/dual", "dualSidePosition=true")).Status);
        Assert.True((await x.SignedAsync(HttpMethod.Get, "/fapi/v1/positionSide/dual")).Json.GetProperty("dualSidePosition").GetBoolean());
        Assert.True((await x.SignedAsync(HttpMethod.Get, "/fapi/v1/accountConfig")).Json.GetProperty("dualSidePosition").GetBoolean());
        Assert.Equal(-4061, (await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")).Code);
        Assert.Equal(200, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/multiAssetsMargin", "multiAssetsMargin=true")).Status);
        Assert.True((await x.SignedAsync(HttpMethod.Get, "/fapi/v1/multiAssetsMargin")).Json.GetProperty("multiAssetsMargin").GetBoolean());
        Assert.Equal(-4046, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED")).Code);
    }

    [Fact]
    public async Task A_test_order_answers_in_the_shape_of_an_order_that_nobody_knows()
    {
        await using var x = await TestExchange.StartAsync();
        var tested = (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/order/test", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=t")).Json;
        Assert.Equal((0, "NEW", "t"), (tested.GetProperty("orderId").GetInt64(), tested.GetProperty("status").GetString(), tested.GetProperty("clientOrderId").GetString()));
        Assert.Equal(-2013, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=t")).Code);
    }

    [Fact]
    public async Task A_replay_moves_the_price_along_recorded_candles()
    {
        await using var x = await TestExchange.StartAsync();
        var csv = string.Join("\\n", "open_time,open,high,low,close", "60000,71000,71500,70900,71400", "120000,71400,71450,69000,69100");
        var answer = await ControlTests.PostAsync(x, "/sim/replay", $$"""{"symbol":"BTCUSDT","csv":"{{csv}}","speed":60}""");
        Assert.True(answer.Status == 200, answer.Text);
        await StreamTests.AdvanceAsync(x, 900);
        Assert.InRange(await LastAsync(x), 71_250, 71_510);
        await StreamTests.AdvanceAsync(x, 1_000);
        Assert.InRange(await LastAsync(x), 68_950, 69_300);
        Assert.Equal(400, (await ControlTests.PostAsync(x, "/sim/replay", """{"symbol":"BTCUSDT","csv":"0,1,2,3,4"}""")).Status);
    }

    [Fact]
    public async Task A_replay_from_a_file_gives_the_same_prices_on_every_exchange()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("spark-replay-").FullName, "candles.csv");
        await File.WriteAllTextAsync(file, "open_time,open,high,low,close,volume\n60000,71000,71500,70900,71400,12\n120000,71400,71450,69000,69100,9\n", TestContext.Current.CancellationToken);
        var seen = new List<string>();
        for (var run = 0; run < 3; run++)
        {
            await using var x = await TestExchange.StartAsync();
            var answer = await ControlTests.PostAsync(x, "/sim/replay", $$"""{"symbol":"BTCUSDT","file":{{JsonSerializer.Serialize(file)}},"speed":60}""");
            Assert.True(answer.Status == 200, answer.Text);
            await StreamTests.AdvanceAsync(x, 1_500);
            seen.Add((await x.GetAsync("/fapi/v1/depth?symbol=BTCUSDT&limit=20")).Text);
        }
        Assert.Single(seen.Distinct());
    }

    [Fact]
    public async Task What_the_exchange_tells_of_its_markets_besides_prices_is_whole()
    {
        await using var x = await TestExchange.StartAsync();
        var candles = (await x.GetAsync("/fapi/v1/markPriceKlines?symbol=ETHUSDT&interval=5m&limit=20")).Json;
        Assert.Equal(20, candles.GetArrayLength());
        Assert.All(candles.EnumerateArray(), row => Assert.Equal((12, "0"), (row.GetArrayLength(), row[5].GetString())));
        var rates = (await x.GetAsync("/fapi/v1/fundingRate?symbol=ETHUSDT&limit=5")).Json.EnumerateArray().ToArray();
        Assert.Equal(5, rates.Length);
        Assert.All(rates, rate => Assert.Equal(0, rate.GetProperty("fundingTime").GetInt64() % (8 * 3_600_000)));
        var before = Number((await x.GetAsync("/fapi/v1/openInterest?symbol=BTCUSDT")).Json, "openInterest");
        await x.OrderAsync("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");
        Assert.Equal(before + 0.01m, Number((await x.GetAsync("/fapi/v1/openInterest?symbol=BTCUSDT")).Json, "openInterest"));
        foreach (var contract in (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/leverageBracket")).Json.EnumerateArray())
        {
            var brackets = contract.GetProperty("brackets").EnumerateArray().ToArray();
            foreach (var (lower, upper) in brackets.Zip(brackets.Skip(1)))
            {
                Assert.Equal(Of(lower, "notionalCap"), Of(upper, "notionalFloor"));
                Assert.Equal(Of(lower, "cum") + Of(upper, "notionalFloor") * (Of(upper, "maintMarginRatio") - Of(lower, "maintMarginRatio")), Of(upper, "cum"));
            }
        }

        static decimal Of(JsonElement row, string name) => row.GetProperty(name).GetDecimal();
    }

    private static async Task<decimal> LastAsync(TestExchange x)
    {
        var book = (await x.GetAsync("/fapi/v1/ticker/bookTicker?symbol=BTCUSDT")).Json;
        return (Number(book, "bidPrice") + Number(book, "askPrice")) / 2;
    }

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
