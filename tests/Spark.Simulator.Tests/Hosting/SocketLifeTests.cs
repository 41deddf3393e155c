using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Spark.Simulator.Tests.Hosting;

public sealed class SocketLifeTests
{
    private const int Ping = 9;
    private const int Pong = 10;

    [Theory]
    [InlineData("/market/ws")]
    [InlineData("/private/ws/{0}")]
    public async Task A_socket_is_cut_when_its_day_is_over_and_not_before(string path)
    {
        await using var x = await TestExchange.StartAsync(change: settings => settings with { Tick = TimeSpan.FromMinutes(30) });
        using var socket = await x.ConnectAsync(path.Replace("{0}", await x.ListenKeyAsync(), StringComparison.Ordinal));
        await StreamTests.ReadyAsync(socket);
        x.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await socket.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":7}""");
        while (!(await socket.ReadAsync()).TryGetProperty("id", out _))
        {
            // The listen key has lapsed meanwhile, which is told first.
        }
        x.Time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<WebSocketException>(socket.ReadAsync);
        using var next = await x.ConnectAsync("/market/ws");
        await StreamTests.ReadyAsync(next);
    }

    [Fact]
    public async Task Open_sockets_are_pinged_and_stay_as_long_as_they_answer()
    {
        await using var x = await TestExchange.StartAsync(change: settings => settings with { PingEvery = TimeSpan.FromMilliseconds(50) });
        using var wire = await RawAsync(x);
        var payloads = new List<string>();
        while (payloads.Count < 3)
        {
            var (opcode, payload) = await ReadFrameAsync(wire.GetStream());
            Assert.Equal(Ping, opcode);
            payloads.Add(Convert.ToHexString(payload));
            await wire.GetStream().WriteAsync(Masked(Pong, payload), TestContext.Current.CancellationToken);
        }
        Assert.Equal(3, payloads.Distinct().Count());
    }

    [Fact]
    public async Task A_socket_that_answers_no_ping_is_cut()
    {
        await using var x = await TestExchange.StartAsync(change: settings => settings with { PingEvery = TimeSpan.FromMilliseconds(50), PongWithin = TimeSpan.FromMilliseconds(50) });
        using var wire = await RawAsync(x);
        var failure = await Record.ExceptionAsync(async () =>
        {
            while (true) await ReadFrameAsync(wire.GetStream());
        });
        Assert.IsAssignableFrom<IOException>(failure);
    }

    [Fact]
    public async Task A_combined_private_socket_carries_each_keys_own_events_under_the_key()
    {
        await using var x = await TestExchange.StartAsync();
        var key = await x.ListenKeyAsync();
        using var socket = await x.ConnectAsync($"/private/stream?listenKey={key}&events=ORDER_TRADE_UPDATE/ACCOUNT_UPDATE");
        await StreamTests.ReadyAsync(socket);
        await x.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001");
        var frames = await socket.ReadAsync(3);
        Assert.All(frames, frame => Assert.Equal(key, frame.GetProperty("stream").GetString()));
        Assert.Equal(["ORDER_TRADE_UPDATE", "ACCOUNT_UPDATE", "ORDER_TRADE_UPDATE"], frames.Select(frame => frame.GetProperty("data").GetProperty("e").GetString()));
    }

    [Fact]
    public async Task Several_streams_in_one_address_are_listed_and_the_wrapping_can_be_switched()
    {
        await using var x = await TestExchange.StartAsync();
        using var socket = await x.ConnectAsync("/market/stream?streams=btcusdt@markPrice@1s/ethusdt@markPrice@1s");
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["solusdt@markPrice@1s"],"id":1}""");
        Assert.Equal("""{"result":null,"id":1}""", (await socket.ReadAsync()).GetRawText());
        var list = await socket.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""");
        Assert.Equal("""{"result":["btcusdt@markPrice@1s","ethusdt@markPrice@1s","solusdt@markPrice@1s"],"id":2}""", list.GetRawText());
        await StreamTests.AdvanceAsync(x, 1_000);
        var streams = new HashSet<string>();
        while (streams.Count < 3) streams.Add((await socket.ReadAsync()).GetProperty("stream").GetString()!);
        Assert.Equal(["btcusdt@markPrice@1s", "ethusdt@markPrice@1s", "solusdt@markPrice@1s"], streams.Order());

        Assert.Equal("""{"result":true,"id":3}""", await AnswerAsync(socket, """{"method":"GET_PROPERTY","params":["combined"],"id":3}"""));
        Assert.Equal("""{"result":null,"id":4}""", await AnswerAsync(socket, """{"method":"SET_PROPERTY","params":["combined",false],"id":4}"""));
        var switched = x.Now;
        await StreamTests.AdvanceAsync(x, 1_000);
        var frame = await socket.ReadAsync();
        while (frame.TryGetProperty("stream", out _) && frame.GetProperty("data").GetProperty("E").GetInt64() <= switched) frame = await socket.ReadAsync();
        Assert.Equal("markPriceUpdate", frame.GetProperty("e").GetString());
    }

    /// <summary>The answer to a message; events that come before it are passed over.</summary>
    private static async Task<string> AnswerAsync(TestSocket socket, string message)
    {
        await socket.SendAsync(message);
        while (true)
        {
            var frame = await socket.ReadAsync();
            if (frame.TryGetProperty("id", out _)) return frame.GetRawText();
        }
    }

    private static async Task<TcpClient> RawAsync(TestExchange x)
    {
        var wire = new TcpClient();
        await wire.ConnectAsync(x.Address.Host, x.Address.Port, TestContext.Current.CancellationToken);
        var request = $"GET /market/ws HTTP/1.1\r\nHost: {x.Address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        await wire.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await wire.GetStream().ReadExactlyAsync(one, TestContext.Current.CancellationToken);
            answer.Append((char)one[0]);
        }
        Assert.StartsWith("HTTP/1.1 101", answer.ToString(), StringComparison.Ordinal);
        return wire;
    }

    private static async Task<(int Opcode, byte[] Payload)> ReadFrameAsync(NetworkStream stream)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var head = new byte[2];
        await stream.ReadExactlyAsync(head, limit.Token);
        var payload = new byte[head[1] & 0x7f];
        await stream.ReadExactlyAsync(payload, limit.Token);
        return (head[0] & 0x0f, payload);
    }

    /// <summary>A client's frame, masked with zeros.</summary>
    private static byte[] Masked(int opcode, byte[] payload) => [(byte)(0x80 | opcode), (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
}
