using System.Globalization;

namespace Spark.Simulator.Tests.Hosting;

public sealed class AlgoRouteTests
{
    private const string Sell = "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL";

    [Theory]
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&triggerPrice=56000", -1102)]
    [InlineData("algoType=VP&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&triggerPrice=56000", -1130)]
    [InlineData(Sell + "&type=MARKET&quantity=0.01&triggerPrice=56000", -1130)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.01", -1102)]
    [InlineData(Sell + "&type=STOP_MARKET&triggerPrice=56000", -1102)]
    [InlineData(Sell + "&type=STOP&quantity=0.01&triggerPrice=56000", -1102)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.01&triggerPrice=56000&price=56000", -1106)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.01&triggerPrice=120000", -2021)]
    [InlineData(Sell + "&type=TAKE_PROFIT_MARKET&quantity=0.01&triggerPrice=56000", -2021)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.01&triggerPrice=56000.05", -4014)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.0001&triggerPrice=56000", -1111)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.01&triggerPrice=1", -4006)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.01&triggerPrice=56000&workingType=INDEX", -4031)]
    [InlineData(Sell + "&type=STOP_MARKET&quantity=0.01&triggerPrice=56000&closePosition=true", -4137)]
    [InlineData(Sell + "&type=STOP_MARKET&triggerPrice=56000&closePosition=true&reduceOnly=true", -4138)]
    [InlineData("algoType=CONDITIONAL&symbol=XXXUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&triggerPrice=56000", -1121)]
    public async Task A_stop_that_cannot_be_right_is_refused_with_the_exchanges_code(string parameters, int code)
    {
        await using var x = await TestExchange.StartAsync();
        var answer = await x.SignedAsync(HttpMethod.Post, "/fapi/v1/algoOrder", parameters);
        Assert.True((400, code) == (answer.Status, answer.Code), answer.Text);
    }

    [Fact]
    public async Task A_stop_is_found_listed_and_cancelled_under_its_own_ids_and_is_no_order_of_the_engine()
    {
        await using var x = await TestExchange.StartAsync();
        var placed = (await PlaceAsync(x, "clientAlgoId=spk-s1")).Json;
        Assert.Equal(("NEW", "STOP_MARKET", "spk-s1"), (placed.GetProperty("algoStatus").GetString(), placed.GetProperty("orderType").GetString(), placed.GetProperty("clientAlgoId").GetString()));
        var id = placed.GetProperty("algoId").GetInt64();
        Assert.Equal(id, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/algoOrder", "clientAlgoId=spk-s1")).Json.GetProperty("algoId").GetInt64());
        Assert.Equal("", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/algoOrder", $"algoId={id}")).Json.GetProperty("actualOrderId").GetString());
        Assert.Equal(1, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openAlgoOrders")).Json.GetArrayLength());
        Assert.Equal("[]", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openOrders")).Text);
        Assert.Equal(-4116, (await PlaceAsync(x, "clientAlgoId=spk-s1")).Code);
        await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/allOpenOrders", "symbol=BTCUSDT");
        Assert.Equal(1, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openAlgoOrders", "symbol=BTCUSDT")).Json.GetArrayLength());
        var canceled = (await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/algoOrder", $"algoId={id}")).Json;
        Assert.Equal(("200", id), (canceled.GetProperty("code").GetString(), canceled.GetProperty("algoId").GetInt64()));
        Assert.Equal(-2011, (await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/algoOrder", $"algoId={id}")).Code);
        Assert.Equal(-2013, (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/algoOrder", "algoId=1")).Code);
        Assert.Equal("CANCELED", (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/allAlgoOrders", "symbol=BTCUSDT")).Json[0].GetProperty("algoStatus").GetString());
    }

    [Fact]
    public async Task Cancelling_all_stops_of_a_symbol_leaves_other_symbols_alone()
    {
        await using var x = await TestExchange.StartAsync();
        for (var i = 0; i < 3; i++) await PlaceAsync(x);
        var eth = (await x.GetAsync("/fapi/v1/ticker/price?symbol=ETHUSDT")).Json.GetProperty("price").GetString()!;
        var trigger = decimal.Floor(decimal.Parse(eth, CultureInfo.InvariantCulture) * 0.9m);
        Assert.Equal(200, (await x.SignedAsync(HttpMethod.Post, "/fapi/v1/algoOrder", $"algoType=CONDITIONAL&symbol=ETHUSDT&side=SELL&type=STOP_MARKET&quantity=0.1&triggerPrice={trigger}")).Status);
        Assert.Equal((200, 200), ((await x.SignedAsync(HttpMethod.Delete, "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT")) is var answer ? (answer.Status, answer.Code) : default));
        Assert.Equal("ETHUSDT", Assert.Single((await x.SignedAsync(HttpMethod.Get, "/fapi/v1/openAlgoOrders")).Json.EnumerateArray()).GetProperty("symbol").GetString());
    }

    [Fact]
    public async Task A_triggered_stop_tells_its_life_on_the_user_stream_and_shows_the_engines_id()
    {
        await using var x = await TestExchange.StartAsync();
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        var id = (await PlaceAsync(x, "reduceOnly=true&workingType=MARK_PRICE")).Json.GetProperty("algoId").GetInt64();
        using var user = await x.ConnectAsync($"/private/ws/{await x.ListenKeyAsync()}");
        await StreamTests.ReadyAsync(user);
        await x.Control.MoveToAsync("BTCUSDT", 55_500, TestContext.Current.CancellationToken);
        var events = await user.ReadAsync(7);
        Assert.Equal(
            ["ALGO_UPDATE TRIGGERING", "ALGO_UPDATE TRIGGERED", "ORDER_TRADE_UPDATE NEW", "TRADE_LITE ", "ACCOUNT_UPDATE ", "ORDER_TRADE_UPDATE FILLED", "ALGO_UPDATE FINISHED"],
            events.Select(e => $"{e.GetProperty("e").GetString()} {(e.TryGetProperty("o", out var o) ? o.GetProperty("X").GetString() : "")}"));
        var row = (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/algoOrder", $"algoId={id}")).Json;
        var actual = row.GetProperty("actualOrderId").GetString()!;
        Assert.Equal(("FINISHED", actual), (row.GetProperty("algoStatus").GetString(), events[1].GetProperty("o").GetProperty("ai").GetString()));
        Assert.Equal(("MARKET", "STOP_MARKET", id.ToString(CultureInfo.InvariantCulture)), (
            events[5].GetProperty("o").GetProperty("o").GetString(), events[5].GetProperty("o").GetProperty("ot").GetString(),
            events[6].GetProperty("o").GetProperty("aid").GetRawText()));
        var order = (await x.SignedAsync(HttpMethod.Get, "/fapi/v1/order", $"symbol=BTCUSDT&orderId={actual}")).Json;
        Assert.Equal(("FILLED", "STOP_MARKET"), (order.GetProperty("status").GetString(), order.GetProperty("origType").GetString()));
    }

    [Fact]
    public async Task Waiting_and_triggered_stops_survive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("spark-algo-").FullName;
        long waiting;
        long triggered;
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        await using (var x = await TestExchange.StartAsync(folder, time))
        {
            await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
            triggered = (await PlaceAsync(x, trigger: "58000")).Json.GetProperty("algoId").GetInt64();
            waiting = (await PlaceAsync(x, trigger: "55000")).Json.GetProperty("algoId").GetInt64();
            await x.Control.MoveToAsync("BTCUSDT", 56_000, TestContext.Current.CancellationToken);
        }
        await using var y = await TestExchange.StartAsync(folder, time);
        Assert.Equal(waiting, Assert.Single((await y.SignedAsync(HttpMethod.Get, "/fapi/v1/openAlgoOrders")).Json.EnumerateArray()).GetProperty("algoId").GetInt64());
        var row = (await y.SignedAsync(HttpMethod.Get, "/fapi/v1/algoOrder", $"algoId={triggered}")).Json;
        Assert.Equal("FINISHED", row.GetProperty("algoStatus").GetString());
        var actual = (await y.SignedAsync(HttpMethod.Get, "/fapi/v1/order", $"symbol=BTCUSDT&orderId={row.GetProperty("actualOrderId").GetString()}")).Json;
        Assert.Equal("STOP_MARKET", actual.GetProperty("origType").GetString());
        await y.Control.MoveToAsync("BTCUSDT", 54_900, TestContext.Current.CancellationToken);
        Assert.Equal("[]", (await y.SignedAsync(HttpMethod.Get, "/fapi/v1/openAlgoOrders")).Text);
    }

    [Fact]
    public async Task A_stop_counts_against_the_order_limits()
    {
        await using var x = await TestExchange.StartAsync();
        var answer = await PlaceAsync(x);
        Assert.Equal(["1"], answer.Headers.GetValues("X-MBX-ORDER-COUNT-10S"));
    }

    private static Task<Answer> PlaceAsync(TestExchange x, string more = "newOrderRespType=ACK", string trigger = "56000") =>
        x.SignedAsync(HttpMethod.Post, "/fapi/v1/algoOrder", $"{Sell}&type=STOP_MARKET&quantity=0.01&triggerPrice={trigger}&{more}");
}
