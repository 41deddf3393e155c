using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Clock;
using Spark.Binance.Rest;
using Spark.Binance.Streams;
using Spark.Binance.Streams.User;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Tests.Servers;

namespace Spark.Binance.Tests.Streams;

public sealed class UserStreamTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingObserver _observer = new();
    private readonly RecordingLogs _logs = new();
    private readonly HttpMessageInvoker _http = BinanceHttp.CreateClient();
    private StreamExchange _exchange = null!;
    private BinanceRestClient _rest = null!;
    private UserStream _stream = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _exchange = await StreamExchange.StartAsync(Ct);
        _rest = new BinanceRestClient(
            _http, _exchange.Endpoints, new BinanceCredentials("k", "s"), new ServerClock(_time), _time, new Random(1), logger: _logs.For<BinanceRestClient>());
        _stream = new UserStream(_rest, _exchange.Endpoints, _observer, _time, new Random(2), _logs);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _rest.Dispose();
        _http.Dispose();
        await _exchange.DisposeAsync();
        _logs.Dispose();
    }

    [Fact]
    public async Task Events_come_in_order_and_none_is_lost()
    {
        var peer = await ConnectAsync();
        Assert.Equal("/private/ws/listen-key-1", peer.Path);

        await peer.SendAsync(Fixture.Stream("trade-update.json"));
        await peer.SendAsync(Fixture.Stream("account-update.json"));
        await peer.SendAsync("""{"e":"SOMETHING_NEW"}""");
        await peer.SendAsync(Fixture.Stream("nautilus-rs.order-update-trade-partial.json"));

        Assert.IsType<UserEvent.TradeLite>(await _stream.Events.ReadAsync(Ct));
        Assert.IsType<UserEvent.AccountUpdated>(await _stream.Events.ReadAsync(Ct));
        Assert.IsType<UserEvent.Unrecognised>(await _stream.Events.ReadAsync(Ct));
        Assert.IsType<UserEvent.OrderUpdated>(await _stream.Events.ReadAsync(Ct));
    }

    [Fact]
    public async Task The_listen_key_is_renewed_every_half_hour()
    {
        await ConnectAsync();

        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(0, _exchange.KeepAlives);
        _time.Advance(TimeSpan.FromMinutes(1));

        await UntilAsync(() => _exchange.KeepAlives == 1);
        Assert.Equal(1, _exchange.KeysMade);
    }

    [Fact]
    public async Task A_key_that_is_gone_means_a_new_key_and_a_new_connection()
    {
        await ConnectAsync();
        _exchange.KeepAliveAnswer = (400, """{"code":-1125,"msg":"This listenKey does not exist."}""");

        _time.Advance(TimeSpan.FromMinutes(30));
        var next = _exchange.NextPeerAsync(Ct).AsTask();
        while (!next.IsCompleted) await AdvanceAsync();

        Assert.Equal("/private/ws/listen-key-2", (await next).Path);
        Assert.StartsWith("Private down: the listen key could not be renewed", await _observer.NextAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("Private reconnected", await _observer.NextAsync(Ct));
        Assert.Equal(1, _observer.RenewalFailures);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_counted_and_tried_again_soon_on_the_same_connection()
    {
        await ConnectAsync();
        _exchange.KeepAliveAnswer = (500, "<html>");

        _time.Advance(TimeSpan.FromMinutes(30));
        while (_observer.RenewalFailures < 2) await AdvanceAsync();
        _exchange.KeepAliveAnswer = null;
        while (!_logs.Lines.Any(l => l.Line.Contains("Listen key renewed", StringComparison.Ordinal))) await AdvanceAsync();

        Assert.Equal(1, _exchange.KeysMade);
        Assert.NotNull(_stream.Age);
    }

    [Fact]
    public async Task An_expired_key_is_told_and_replaced()
    {
        var peer = await ConnectAsync();

        await peer.SendAsync("""{"e":"listenKeyExpired","E":1736996475556,"listenKey":"listen-key-1"}""");

        Assert.IsType<UserEvent.ListenKeyExpired>(await _stream.Events.ReadAsync(Ct));
        Assert.Equal("Private down: the listen key expired", await _observer.NextAsync(Ct));
        var next = _exchange.NextPeerAsync(Ct).AsTask();
        while (!next.IsCompleted) await AdvanceAsync();
        Assert.Equal("/private/ws/listen-key-2", (await next).Path);
    }

    [Fact]
    public async Task What_happens_before_anybody_reads_is_kept()
    {
        var peer = await ConnectAsync();
        for (var i = 0; i < 500; i++) await peer.SendAsync(Fixture.Stream("trade-update.json"));
        await peer.CloseAsync();
        Assert.StartsWith("Private down", await _observer.NextAsync(Ct), StringComparison.Ordinal);

        Assert.Equal(500, _stream.Events.Count);
    }

    [Fact]
    public async Task Logs_never_hold_a_listen_key()
    {
        var peer = await ConnectAsync();
        peer.Cut();
        await _observer.NextAsync(Ct);

        Assert.DoesNotContain(_logs.Lines, l => l.Line.Contains("listen-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_at_the_end_of_its_day_hands_over_to_a_second_one_and_no_event_is_missed_or_told_twice()
    {
        var supervision = new StreamSupervision { Lifetime = TimeSpan.FromSeconds(20) };
        await using var stream = new UserStream(_rest, _exchange.Endpoints, _observer, _time, new Random(2), _logs, supervision: supervision);
        await stream.StartAsync(Ct);
        var first = await _exchange.NextPeerAsync(Ct);
        await first.SendAsync(EventOf(1));
        Assert.Equal(1, await NextIdAsync(stream));

        var following = _exchange.NextPeerAsync(Ct).AsTask();
        while (!following.IsCompleted) await AdvanceAsync();
        var second = await following;
        await second.SendAsync(EventOf(2));
        await second.SendAsync(EventOf(3));
        await first.SendAsync(EventOf(2));
        Assert.Equal(2, await NextIdAsync(stream));
        while (_observer.Replacements == 0) await AdvanceAsync();
        await second.SendAsync(EventOf(4));

        Assert.Equal((3, 4), (await NextIdAsync(stream), await NextIdAsync(stream)));
        Assert.Equal("Private connected", await _observer.NextAsync(Ct));
        Assert.DoesNotContain(_logs.Lines, line => line.Line.Contains("is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exchange_that_is_down_for_ten_minutes_is_found_by_its_first_answer()
    {
        var peer = await ConnectAsync();
        _exchange.IsDown = true;
        peer.Cut();
        var until = _time.GetUtcNow().AddMinutes(10);
        while (_time.GetUtcNow() < until)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Ct);
        }
        var attempts = _logs.Lines.Count(line => line.Line.Contains("is down", StringComparison.Ordinal));
        var before = _exchange.Answered.Count;

        _exchange.IsDown = false;
        var next = _exchange.NextPeerAsync(Ct).AsTask();
        while (await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct)) != next) _time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal("/private/ws/listen-key-2", (await next).Path);
        Assert.InRange(_exchange.Answered.Skip(before).Count(request => request == "GET /fapi/v1/ping"), 0, 2);
        Assert.InRange(attempts, 2, 55);
    }

    [Fact]
    public async Task Of_the_accounts_messages_the_first_and_every_hundredth_is_logged_by_its_type_alone()
    {
        var peer = await ConnectAsync();
        for (var id = 1; id <= 102; id++) await peer.SendAsync(EventOf(id));
        for (var id = 1; id <= 102; id++) Assert.Equal(id, await NextIdAsync(_stream));

        var samples = _logs.Lines.Where(line => line.Line.Contains("(a sample)", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            ["userData message 1 of this connection (a sample): TRADE_LITE", "userData message 101 of this connection (a sample): TRADE_LITE"],
            samples.Select(line => line.Line.TrimEnd()));
        Assert.All(samples, line => Assert.Equal("BinanceFuturesWS", line.Category));
    }

    private static string EventOf(long id) =>
        $$"""{"e":"TRADE_LITE","E":{{id}},"T":{{id}},"s":"BTCUSDT","q":"0.1","p":"1","m":false,"c":"x","S":"BUY","L":"1","l":"0.1","t":{{id}},"i":1}""";

    private static async Task<long> NextIdAsync(UserStream stream) => Assert.IsType<UserEvent.TradeLite>(await stream.Events.ReadAsync(Ct)).TradeId;

    private async Task<StreamPeer> ConnectAsync()
    {
        await _stream.StartAsync(Ct);
        Assert.Equal("Private connected", await _observer.NextAsync(Ct));
        return await _exchange.NextPeerAsync(Ct);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Ct);
    }

    private async Task AdvanceAsync()
    {
        _time.Advance(TimeSpan.FromMilliseconds(200));
        await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Ct);
    }
}
