using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Spark.Binance.Errors;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Binance.Streams.Reconnecting;

namespace Spark.Binance.Streams.User;

/// <summary>
/// The account's events, in order, buffered without bound from the moment the socket opens: whoever takes a REST snapshot after
/// <see cref="IStreamObserver.OnConnected"/> finds everything that happened since in <see cref="Events"/>. The listen key is renewed every 30
/// minutes; a key that lapsed or could not be renewed means a new key and a new connection. The key is left alone at the end, because other
/// processes of the account share it.
/// </summary>
public sealed class UserStream : IAsyncDisposable
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(30);

    private readonly BinanceRestClient _rest;
    private readonly BinanceEndpoints _endpoints;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReconnectLoop _loop;
    private readonly Channel<UserEvent> _events = Channel.CreateUnbounded<UserEvent>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _firstConnection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _starting = new();
    private volatile StreamSocket? _socket;
    private Task? _run;
    private int _disposed;

    public UserStream(
        BinanceRestClient rest, BinanceEndpoints endpoints, IStreamObserver observer, TimeProvider time, Random random, ILoggerFactory logs)
    {
        _rest = rest;
        _endpoints = endpoints;
        _time = time;
        _logger = logs.CreateLogger(StreamLog.Category);
        _loop = new ReconnectLoop(StreamRoute.Private, observer, time, random, _logger);
    }

    /// <summary>Every event in the order received; completes when the stream is disposed.</summary>
    public ChannelReader<UserEvent> Events => _events.Reader;

    /// <summary>Age of the standing connection; null when there is none.</summary>
    public TimeSpan? Age => _socket?.Age;

    /// <summary>
    /// Opens the stream and keeps it open; completes with the first connection. Cancelling <paramref name="ct"/> stops the waiting only.
    /// </summary>
    public Task StartAsync(CancellationToken ct)
    {
        lock (_starting) _run ??= Task.Run(() => _loop.RunAsync(SessionAsync, _stop.Token), CancellationToken.None);
        return _firstConnection.Task.WaitAsync(ct);
    }

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
        var created = await _rest.CreateListenKeyAsync(ct).ConfigureAwait(false);
        if (created is not ExchangeResult<ListenKey>.Ok(var listenKey)) return $"no listen key: {WhyNot(created)}";
        var socket = await StreamSocket.ConnectAsync(AddressOf(listenKey), _time, ct).ConfigureAwait(false);
        await using (socket.ConfigureAwait(false))
        {
            return await KeepAsync(socket, connected, ct).ConfigureAwait(false);
        }
    }

    private async Task<string> KeepAsync(StreamSocket socket, Action connected, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var expired = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var receiving = socket.ReceiveAsync(utf8 => OnMessage(utf8, expired), over.Token);
        var renewing = RenewAsync(over.Token);
        try
        {
            _socket = socket;
            connected();
            _firstConnection.TrySetResult();
            return await (await Task.WhenAny(receiving, renewing, expired.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            _socket = null;
            await over.CancelAsync().ConfigureAwait(false);
            await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)renewing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> RenewAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(RenewEvery, _time);
        while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
        {
            var kept = await _rest.KeepListenKeyAsync(ct).ConfigureAwait(false);
            if (kept is not ExchangeResult<Done>.Ok) return $"the listen key could not be renewed: {WhyNot(kept)}";
            _logger.ListenKeyRenewed();
        }
        return "stopped";
    }

    private void OnMessage(ReadOnlySpan<byte> utf8, TaskCompletionSource<string> expired)
    {
        var read = UserEventReader.Read(utf8, _time.GetUtcNow());
        if (read is UserEvent.Unrecognised unknown) _logger.EventUnrecognised(unknown.Type);
        _events.Writer.TryWrite(read);
        if (read is UserEvent.ListenKeyExpired) expired.TrySetResult("the listen key expired");
    }

    private Uri AddressOf(ListenKey listenKey) => new($"{_endpoints.Streams.AbsoluteUri.TrimEnd('/')}/private/ws/{Uri.EscapeDataString(listenKey.Value)}");

    private static string WhyNot<T>(ExchangeResult<T> result) => result switch
    {
        ExchangeResult<T>.Refused(var error) => Secrets.Scrub($"{error.Code} {error.Message}"),
        ExchangeResult<T>.Unreachable(var why) => why,
        _ => "",
    };
}
