namespace Spark.Simulator.Tests.Hosting;

public sealed class OrderRouteTests
{
    [Theory]
    [InlineData("side=BUY&type=MARKET&quantity=0.01", -1102)]
    [InlineData("symbol=NOPEUSDT&side=BUY&type=MARKET&quantity=0.01", -1121)]
    [InlineData("symbol=BTCUSDT&side=LONG&type=MARKET&quantity=0.01", -1117)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=ICEBERG&quantity=0.01", -1116)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1e-3", -1100)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&price=70000", -1106)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.01&price=70000", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.01&timeInForce=GTC", -1102)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.01&price=70000&timeInForce=DAY", -1115)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&positionSide=LONG", -4061)]
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&stopPrice=60000", -4120)]
    [InlineData("symbol=BTCUSDT&side=SELL&type=TRAILING_STOP_MARKET&quantity=0.01&callbackRate=1", -4120)]
    [InlineData("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&reduceOnly=true", -2022)]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newOrderRespType=FULL", -1136)]
    public async Task A_request_that_cannot_be_right_is_refused_with_the_exchanges_code(string parameters, int code)
    {
        await using var x = await TestExchange.StartAsync();
        foreach (var path in (string[])["/fapi/v1/order", "/fapi/v1/order/test"])
        {
            var answer = await x.SignedAsync(HttpMethod.Post, path, parameters);
            Assert.Equal((400, code), (answer.Status, answer.Code));
            Assert.NotEmpty(answer.Json.GetProperty("msg").GetString()!);
        }
    }

    [Fact]
    public async Task A_test_order_passes_the_checks_and_leaves_nothing_behind()
    {
        await using var x = await TestExchange.StartAsync();
        Assert.Equal(200, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/order/test", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")).Status);
        Assert.Equal("[]", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/allOrders")).Text);
        Assert.Equal("[]", (await x.SignedAsync(HttpMethod.Get, "/fapi/v3/positionRisk")).Text);
    }

    [Fact]
    public async Task An_acknowledgement_says_new_even_when_the_order_has_filled_and_a_result_says_filled()
    {
        await using var x = await TestExchange.StartAsync();
        var ack = (await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")).Json;
        Assert.Equal(("NEW", "0.000"), (ack.GetProperty("status").GetString(), ack.GetProperty("executedQty").GetString()));
        var result = (await x.OrderAsync("symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&newOrderRespType=RESULT")).Json;
        Assert.Equal(("FILLED", "0.010"), (result.GetProperty("status").GetString(), result.GetProperty("executedQty").GetString()));
    }

    [Fact]
    public async Task A_resting_order_is_found_by_either_id_listed_and_cancelled()
    {
        await using var x = await TestExchange.StartAsync();
        var placed = (await x.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={await BelowAsync(x)}&newClientOrderId=spk-1")).Json;
        var id = placed.GetProperty("orderId").GetInt64();
        Assert.Equal("spk-1", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", $"symbol=BTCUSDT&orderId={id}")).Json.GetProperty("clientOrderId").GetString());
        Assert.Equal(id, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=spk-1")).Json.GetProperty("orderId").GetInt64());
        Assert.Equal(1, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrders")).Json.GetArrayLength());
        Assert.Equal(0, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrders", "symbol=ETHUSDT")).Json.GetArrayLength());
        var canceled = await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=spk-1");
        Assert.Equal("CANCELED", canceled.Json.GetProperty("status").GetString());
        Assert.Equal(-2011, (await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/order", $"symbol=BTCUSDT&orderId={id}")).Code);
        Assert.Equal(-2013, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrder", $"symbol=BTCUSDT&orderId={id}")).Code);
        Assert.Equal(-2013, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", "symbol=BTCUSDT&orderId=1")).Code);
    }

    [Fact]
    public async Task Cancel_all_empties_one_symbol()
    {
        await using var x = await TestExchange.StartAsync();
        var price = await BelowAsync(x);
        for (var i = 0; i < 3; i++) await x.OrderAsync($"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price={price}");
        var answer = await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/allOpenOrders", "symbol=BTCUSDT");
        Assert.Equal((200, 200), (answer.Status, answer.Code));
        Assert.Equal("[]", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrders")).Text);
    }

    [Fact]
    public async Task Accounts_do_not_see_each_other()
    {
        await using var x = await TestExchange.StartAsync(change: s => s with { Accounts = [new("other-key", "other-secret", 500)] });
        var id = (await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")).Json.GetProperty("orderId").GetInt64();
        Assert.Equal(-2013, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", $"symbol=BTCUSDT&orderId={id}", "other-key", "other-secret")).Code);
        var balance = (await x.SignedAsync(HttpMethod.Get, "/fapi/v3/balance", key: "other-key", secret: "other-secret")).Json[0];
        Assert.Equal("500.00000000", balance.GetProperty("balance").GetString());
    }

    [Fact]
    public async Task An_unknown_route_or_method_is_404()
    {
        await using var x = await TestExchange.StartAsync();
        Assert.Equal(404, (await x.GetAsync("/fapi/v1/nothing")).Status);
        Assert.Equal(404, (await x.GetAsync("/fapi/v1/listenKey")).Status);
    }

    internal static async Task<string> BelowAsync(TestExchange x)
    {
        var mark = (await x.GetAsync("/fapi/v1/premiumIndex?symbol=BTCUSDT")).Json.GetProperty("markPrice").GetString()!;
        var price = decimal.Parse(mark, System.Globalization.CultureInfo.InvariantCulture) * 0.97m;
        return decimal.Round(price, 0).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
