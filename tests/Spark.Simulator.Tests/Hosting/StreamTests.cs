using System.Text.Json;
using Spark.Binance.Wire;

namespace Spark.Simulator.Tests.Hosting;

public sealed class StreamTests
{
    [Theory]
    [InlineData("/public", "btcusdt@trade")]
    [InlineData("/public", "btcusdt@depth5@100ms")]
    [InlineData("/public", "btcusdt@depth20")]
    [InlineData("/public", "btcusdt@depth10@500ms")]
    [InlineData("/market", "btcusdt@ticker")]
    [InlineData("/market", "btcusdt@markPrice@1s")]
    [InlineData("/market", "btcusdt@markPrice")]
    [InlineData("", "btcusdt@markPrice@1s")]
    [InlineData("", "btcusdt@trade")]
    public async Task A_stream_flows_on_its_route_and_on_the_unrouted_one(string route, string stream)
    {
        await using var x = await TestExchange.StartAsync();
        using var raw = await x.ConnectAsync($"{route}/ws/{stream}");
        using var combined = await x.ConnectAsync($"{route}/stream?streams={stream}");
        await ReadyAsync(raw);
        await ReadyAsync(combined);
        await AdvanceAsync(x, 3200);
        Assert.Equal("BTCUSDT", (await raw.ReadAsync()).GetProperty("s").GetString());
        var wrapped = await combined.ReadAsync();
        Assert.Equal(stream, wrapped.GetProperty("stream").GetString());
        Assert.Equal("BTCUSDT", wrapped.GetProperty("data").GetProperty("s").GetString());
    }

    [Theory]
    [InlineData("/market", "btcusdt@trade")]
    [InlineData("/market", "btcusdt@depth5@100ms")]
    [InlineData("/public", "btcusdt@ticker")]
    [InlineData("/public", "btcusdt@markPrice@1s")]
    [InlineData("/private", "btcusdt@trade")]
    [InlineData("/public", "btcusdt@nosuchstream")]
    public async Task A_stream_of_another_route_is_acknowledged_and_stays_silent(string route, string stream)
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync($"{route}/ws");
        var ack = await socket.AskAsync($$"""{"method":"SUBSCRIBE","params":["{{stream}}"],"id":1}""");
        Assert.Equal("""{"result":null,"id":1}""", ack.GetRawText());
        await AdvanceAsync(x, 4000);
        var list = await socket.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""");
        Assert.Equal($$"""{"result":["{{stream}}"],"id":2}""", list.GetRawText());
    }

    [Fact]
    public async Task Unsubscribing_ends_the_flow()
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync("/market/ws/btcusdt@markPrice@1s");
        await ReadyAsync(socket);
        await AdvanceAsync(x, 1000);
        Assert.Equal("markPriceUpdate", (await socket.ReadAsync()).GetProperty("e").GetString());
        var answer = await socket.AskAsync("""{"method":"UNSUBSCRIBE","params":["btcusdt@markPrice@1s"],"id":5}""");
        while (!answer.TryGetProperty("id", out _)) answer = await socket.ReadAsync();
        await AdvanceAsync(x, 3000);
        Assert.Equal("""{"result":[],"id":6}""", (await socket.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":6}""")).GetRawText());
    }

    [Theory]
    [InlineData("no json", 3)]
    [InlineData("""{"method":"DANCE","id":1}""", 2)]
    [InlineData("""{"method":"SUBSCRIBE","params":[],"id":-1}""", 2)]
    [InlineData("""{"method":"GET_PROPERTY","params":["speed"],"id":1}""", 0)]
    [InlineData("""{"method":"SET_PROPERTY","params":["combined","yes"],"id":1}""", 1)]
    public async Task A_malformed_message_is_answered_with_its_code(string message, int code)
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync("/market/ws");
        Assert.Equal(code, (await socket.AskAsync(message)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Market_events_read_as_the_clients_strict_records()
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync("/ws/btcusdt@trade/btcusdt@depth5@100ms/btcusdt@ticker/btcusdt@markPrice@1s");
        await ReadyAsync(socket);
        await AdvanceAsync(x, 4000);
        var seen = new HashSet<string>();
        while (seen.Count < 4)
        {
            var message = await socket.ReadAsync();
            var type = message.GetProperty("e").GetString()!;
            object? read = type switch
            {
                "trade" => message.Deserialize(BinanceJson.Default.TradeEventWire),
                "depthUpdate" => message.Deserialize(BinanceJson.Default.DepthUpdateWire),
                "24hrTicker" => message.Deserialize(BinanceJson.Default.TickerEventWire),
                _ => message.Deserialize(BinanceJson.Default.MarkPriceEventWire),
            };
            Assert.NotNull(read);
            seen.Add(type);
        }
    }

    [Theory]
    [InlineData("/private/ws/{0}")]
    [InlineData("/private/ws?listenKey={0}")]
    [InlineData("/ws/{0}")]
    public async Task Each_fill_of_a_market_order_comes_as_fill_account_order_in_this_order(string path)
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync(path.Replace("{0}", await x.ListenKeyAsync(), StringComparison.Ordinal));
        await ReadyAsync(socket);
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1.2&newClientOrderId=big");
        var events = new List<JsonElement> { await socket.ReadAsync() };
        while (events[^1].GetProperty("e").GetString() != "ORDER_TRADE_UPDATE" || events[^1].GetProperty("o").GetProperty("X").GetString() != "FILLED")
        {
            events.Add(await socket.ReadAsync());
        }
        Assert.Equal("NEW", events[0].GetProperty("o").GetProperty("x").GetString());
        Assert.True(events.Count >= 7 && events.Count % 3 == 1, $"{events.Count} events");
        for (var i = 1; i < events.Count; i += 3)
        {
            Assert.Equal(["TRADE_LITE", "ACCOUNT_UPDATE", "ORDER_TRADE_UPDATE"], events.GetRange(i, 3).Select(e => e.GetProperty("e").GetString()));
            Assert.Equal(events[i].GetProperty("t").GetInt64(), events[i + 2].GetProperty("o").GetProperty("t").GetInt64());
        }
        Assert.Equal("1.200", events[^2].GetProperty("a").GetProperty("P")[0].GetProperty("pa").GetString());
    }

    [Fact]
    public async Task An_events_filter_lets_only_the_named_events_through()
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync($"/private/ws?listenKey={await x.ListenKeyAsync()}&events=ACCOUNT_UPDATE");
        await ReadyAsync(socket);
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001");
        Assert.Equal("ACCOUNT_UPDATE", (await socket.ReadAsync()).GetProperty("e").GetString());
    }

    [Fact]
    public async Task A_listen_key_that_lapses_says_so_and_falls_silent_with_the_socket_open()
    {
        await using var x = await TestExchange.StartAsync();
        var key = await x.ListenKeyAsync();
        using var socket = await x.ConnectAsync($"/private/ws/{key}");
        await ReadyAsync(socket);
        x.Time.Advance(TimeSpan.FromMinutes(60));
        var expired = await socket.ReadAsync();
        Assert.Equal(("listenKeyExpired", key), (expired.GetProperty("e").GetString(), expired.GetProperty("listenKey").GetString()));
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001");
        Assert.Equal(2, (await socket.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""")).GetProperty("id").GetInt32());
        Assert.NotEqual(key, await x.ListenKeyAsync());
    }

    [Fact]
    public async Task A_listen_key_is_one_per_account_and_lives_on_when_extended()
    {
        await using var x = await TestExchange.StartAsync();
        var key = await x.ListenKeyAsync();
        x.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(key, await x.ListenKeyAsync());
        x.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(key, (await KeyedAsync(x, HttpMethod.Put)).Json.GetProperty("listenKey").GetString());
        Assert.Equal(200, (await KeyedAsync(x, HttpMethod.Delete)).Status);
        Assert.Equal(-1125, (await KeyedAsync(x, HttpMethod.Put)).Code);
    }

    /// <summary>Waits until the server has taken the socket in.</summary>
    internal static Task<JsonElement> ReadyAsync(TestSocket socket) => socket.AskAsync("""{"method":"GET_PROPERTY","params":["combined"],"id":99}""");

    /// <summary>Moves time in steps that the exchange has each had its turn at.</summary>
    internal static async Task AdvanceAsync(TestExchange x, int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += 100)
        {
            x.Time.Advance(TimeSpan.FromMilliseconds(100));
            await x.Control.StatusAsync(TestContext.Current.CancellationToken);
        }
    }

    private static Task<Answer> KeyedAsync(TestExchange x, HttpMethod method)
    {
        var request = new HttpRequestMessage(method, "/fapi/v1/listenKey");
        request.Headers.Add("X-MBX-APIKEY", "sim-key");
        return x.SendAsync(request);
    }
}
