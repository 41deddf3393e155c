using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Clock;
using Spark.Binance.Rest;
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
