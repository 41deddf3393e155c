using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Streams.Reconnecting;

namespace Spark.Binance.Streams.User;

/// <summary>
/// The account's events, in order, buffered without bound from the moment the socket opens: whoever takes a REST snapshot after
/// <see cref="IStreamObserver.OnConnected"/> finds everything that happened since in <see cref="Events"/>. The listen key is renewed every 30
/// minutes, and sooner again when that fails; a key that lapsed means a new key and a new connection. Before a connection's 24 h are over another one
/// takes its place without a gap. The key is left alone at the end, because other processes of the account share it.
/// </summary>
public sealed class UserStream : IAsyncDisposable
{
    private readonly BinanceRestClient _rest;
    private readonly BinanceEndpoints _endpoints;
    private readonly StreamConnector _connect;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReconnectLoop _loop;
    private readonly Succession _succession;
    private readonly ListenKeyRenewal _renewal;
    private readonly Channel<UserEvent> _events = Channel.CreateUnbounded<UserEvent>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _firstConnection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _starting = new();
    private readonly List<LiveUserConnection> _lives = [];
    private Task? _run;
    private int _disposed;

    /// <param name="rest">For listen keys, and to see whether the exchange answers.</param>
    /// <param name="endpoints">Where the exchange is.</param>
    /// <param name="observer">Hears of connections.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">For jitter.</param>
    /// <param name="logs">Lines go to the category <c>BinanceFuturesWS</c>.</param>
    /// <param name="connect">How connections are opened; WebSockets when it is null.</param>
    /// <param name="supervision">When connections are replaced and how patiently; <see cref="StreamSupervision.Default"/> when it is null.</param>
    public UserStream(
        BinanceRestClient rest, BinanceEndpoints endpoints, IStreamObserver observer, TimeProvider time, Random random, ILoggerFactory logs,
        StreamConnector? connect = null, StreamSupervision? supervision = null)
    {
        var rules = supervision ?? StreamSupervision.Default;
        (_rest, _endpoints, _time) = (rest, endpoints, time);
        _connect = connect ?? StreamSocket.Connector(time);
        _logger = logs.CreateLogger(StreamLog.Category);
        _loop = new ReconnectLoop(StreamRoute.Private, observer, time, random, _logger, rules, new ExchangePulse(rest, time));
        _succession = new Succession(StreamRoute.Private, OpenAsync, OnMessage, forgetsRepeats: true, observer, rules, time, _logger);
        _renewal = new ListenKeyRenewal(rest, observer, time, _logger);
    }

    /// <summary>Every event in the order received; completes when the stream is disposed.</summary>
    public ChannelReader<UserEvent> Events => _events.Reader;

    /// <summary>Age of the standing connection; null when there is none.</summary>
    public TimeSpan? Age => Live?.Age;

    /// <summary>
    /// Opens the stream and keeps it open; completes with the first connection. Cancelling <paramref name="ct"/> stops the waiting only.
    /// </summary>
    public Task StartAsync(CancellationToken ct)
    {
        lock (_starting) _run ??= Task.Run(() => _loop.RunAsync(SessionAsync, _stop.Token), CancellationToken.None);
        return _firstConnection.Task.WaitAsync(ct);
    }

    /// <summary>Gives up the standing connection for another one, because it was found to be dead; nothing happens when there is none.</summary>
    public void Replace(string reason) => Live?.End(reason);

    // The newest one: during an overlap there are two.
    private LiveUserConnection? Live
    {
        get { lock (_lives) return _lives.Count > 0 ? _lives[^1] : null; }
    }

    /// <summary>May be called again: the second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_run is { } run) await run.ConfigureAwait(false);
        _firstConnection.TrySetCanceled();
        _events.Writer.TryComplete();
        _stop.Dispose();
    }

    private async Task<string> SessionAsync(Action connected, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewing = Task.CompletedTask;
        try
        {
            return await _succession.RunAsync(
                () =>
                {
                    connected();
                    _firstConnection.TrySetResult();
                    renewing = RenewAsync(over.Token);
                },
                ct).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RenewAsync(CancellationToken ct) => Replace(await _renewal.RunAsync(ct).ConfigureAwait(false));

    private async Task<ILiveConnection> OpenAsync(StreamMessageHandler onMessage, CancellationToken ct)
    {
        var made = await _rest.CreateListenKeyAsync(ct).ConfigureAwait(false);
        if (made is not ExchangeResult<ListenKey>.Ok(var listenKey)) throw new IOException($"no listen key: {ListenKeyRenewal.WhyNot(made)}");
        var connection = await _connect(AddressOf(listenKey), ct).ConfigureAwait(false);
        var live = new LiveUserConnection(connection, onMessage, Left, _logger);
        lock (_lives) _lives.Add(live);
        live.Begin(ct);
        return live;
    }

    private void Left(LiveUserConnection live)
    {
        lock (_lives) _lives.Remove(live);
    }

    private void OnMessage(ReadOnlySpan<byte> utf8)
    {
        var read = UserEventReader.Read(utf8, _time.GetUtcNow());
        if (read is UserEvent.Unrecognised unknown) _logger.EventUnrecognised(unknown.Type, unknown.Raw[..Math.Min(unknown.Raw.Length, 500)]);
        _events.Writer.TryWrite(read);
        if (read is UserEvent.ListenKeyExpired) Replace("the listen key expired");
    }

    private Uri AddressOf(ListenKey listenKey) => new($"{_endpoints.Streams.AbsoluteUri.TrimEnd('/')}/private/ws/{Uri.EscapeDataString(listenKey.Value)}");
}
