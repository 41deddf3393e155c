using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Spark.Contracts;
using Spark.Executor.Hub;
using Spark.Testing.Scenarios;
using static Spark.Executor.Tests.Streams.StreamScenario;

namespace Spark.Executor.Tests.Hub;

/// <summary>The hub as its clients meet it: over real sockets, with a client that they would use.</summary>
public sealed class HubTests
{
    private static readonly (string Name, string[] Members)[] Payloads =
    [
        (HubEvents.Trade, ["symbol", "price", "quantity", "buyerIsMaker", "tradeId", "time"]),
        (HubEvents.Depth, ["symbol", "bids", "asks", "time"]),
        (HubEvents.Ticker, ["symbol", "lastPrice", "markPrice", "bid", "ask", "changePercent", "volume"]),
        (HubEvents.Order, ["orderId", "clientOrderId", "symbol", "side", "type", "quantity", "executedQuantity", "status"]),
        (HubEvents.Fill, ["symbol", "orderId", "clientOrderId", "side", "price", "quantity", "fee", "realizedPnl", "maker", "time"]),
        (HubEvents.Account, ["walletBalance", "marginBalance", "availableBalance", "unrealizedPnl", "marginUsed"]),
        (HubEvents.Stream, ["streamType", "connected", "at"]),
    ];

    private readonly ConcurrentDictionary<string, JsonElement> _last = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_hears_of_market_order_fill_account_and_stream_by_the_contracts_names_and_members()
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_POSITION_SIZE", "1"));
        await using var client = Client(s);
        foreach (var (name, _) in Payloads) client.On<JsonElement>(name, body => _last[name] = body.Clone());
        await client.StartAsync(Ct);
        await JoinedAsync(s, () => _last.ContainsKey(HubEvents.Stream));
        _last.Clear();
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/ws.start", """{"symbols":["BTCUSDT"]}""", Ct)).Status);
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);

        await UntilAsync(() => Task.FromResult(Payloads.All(one => _last.ContainsKey(one.Name))));

        foreach (var (name, members) in Payloads)
        {
            foreach (var member in members) Assert.True(_last[name].TryGetProperty(member, out _), $"{name} lacks {member}: {_last[name]}");
        }
        Assert.Equal("BTCUSDT", _last[HubEvents.Trade].GetProperty("symbol").GetString());
        Assert.Equal(0.001m, _last[HubEvents.Fill].GetProperty("quantity").GetDecimal());
        Assert.Equal("BUY", _last[HubEvents.Order].GetProperty("side").GetString());
    }

    [Fact]
    public async Task A_client_that_stops_reading_is_let_go_and_slows_neither_the_others_nor_the_account()
    {
        const int Events = 8_000;
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_POSITION_SIZE", "1"));
        using var slow = await SlowClientAsync(s);
        await using var quick = Client(s);
        var (heard, joined) = (0, false);
        quick.On<StreamEvent>(HubEvents.Stream, one => (heard, joined) = (heard + (one.StreamType == "test" ? 1 : 0), true));
        quick.On<JsonElement>(HubEvents.Fill, body => _last[HubEvents.Fill] = body.Clone());
        await quick.StartAsync(Ct);
        await JoinedAsync(s, () => Volatile.Read(ref joined));
        var hub = s.Services.GetRequiredService<HubPublisher>();
        var news = new StreamEvent("test", true, new string('x', 8_000), TimeProvider.System.GetUtcNow());

        for (var i = 1; i <= Events; i++)
        {
            hub.Publish(HubEvents.Stream, news);
            if (i % 500 == 0) await UntilAsync(() => Task.FromResult(Volatile.Read(ref heard) == i));
        }
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct)).Status);
        await UntilAsync(() => Task.FromResult(_last.ContainsKey(HubEvents.Fill)));

        Assert.Equal(HubConnectionState.Connected, quick.State);
        Assert.InRange(await BytesUntilTheEndAsync(slow), 0, (long)Events * 8_000 - 1);
    }

    // A connection that stands is among the hub's clients a moment later.
    private static Task JoinedAsync(Scenario s, Func<bool> hears) => UntilAsync(() =>
    {
        s.Services.GetRequiredService<HubPublisher>().Publish(HubEvents.Stream, new StreamEvent("hello", true, null, TimeProvider.System.GetUtcNow()));
        return Task.FromResult(hears());
    });

    private static HubConnection Client(Scenario s) => new HubConnectionBuilder()
        .WithUrl(new Uri(s.Address, "/hubs/executor"), HttpTransportType.WebSockets, options => options.SkipNegotiation = true)
        .Build();

    // Says hello as the protocol wants it, and then reads nothing.
    private static async Task<ClientWebSocket> SlowClientAsync(Scenario s)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(s.Address) { Scheme = "ws", Path = "/hubs/executor" }.Uri, Ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Ct);
        await socket.ReceiveAsync(new byte[16], Ct);
        return socket;
    }

    private static async Task<long> BytesUntilTheEndAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), patience.Token) is { MessageType: not WebSocketMessageType.Close } part) bytes += part.Count;
        }
        catch (WebSocketException)
        {
            // Let go of without a farewell.
        }
        return bytes;
    }
}
