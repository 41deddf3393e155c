using System.Text.Json;
using Microsoft.Extensions.Logging;
using Spark.Binance.Results;
using Spark.Binance.Streams.Reconnecting;
using Spark.Binance.Wire;

namespace Spark.Binance.Streams.Market;

/// <summary>One route's socket: what is wanted of it survives reconnects, and is asked for again with each.</summary>
internal sealed class MarketConnection(
    StreamRoute route, Uri streams, MarketMessageReader messages, IStreamObserver observer, TimeProvider time, Random random, ILogger logger)
    : IAsyncDisposable
{
    private const int InAddress = 40;
    private const int InMessage = 100;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly Acknowledgements _answers = new();
    private readonly SendPace _pace = new(time);
    private volatile StreamSocket? _socket;
    private volatile TaskCompletionSource _up = NewUp();
    private CancellationTokenSource? _stop;
    private Task _run = Task.CompletedTask;

    /// <summary>Age of the standing connection; null when there is none.</summary>
    public TimeSpan? Age => _socket?.Age;

    /// <summary>Completes when the connection is up and has been asked for <paramref name="names"/>.</summary>
    public async Task<ExchangeResult<Done>> AddAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        if (names.Count == 0) return new ExchangeResult<Done>.Ok(default);
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            string[] fresh = [.. names.Where(_wanted.Add)];
            if (_stop is null) Start();
            else if (_socket is { } live && await WhyNotAddedAsync(live, fresh, ct).ConfigureAwait(false) is { } why) return why;
        }
        finally
        {
            _turn.Release();
        }
        await _up.Task.WaitAsync(ct).ConfigureAwait(false);
        return new ExchangeResult<Done>.Ok(default);
    }

    /// <summary>Stops asking for <paramref name="names"/>; the connection ends with the last of them.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            string[] gone = [.. names.Where(_wanted.Remove)];
            if (_wanted.Count == 0) await StopAsync().ConfigureAwait(false);
            else if (_socket is { } live) await AskAsync(live, "UNSUBSCRIBE", gone, ct).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    // Null when it was acknowledged, or when the connection ended meanwhile: the next one asks for everything that is wanted.
    private async Task<ExchangeResult<Done>?> WhyNotAddedAsync(StreamSocket live, string[] fresh, CancellationToken ct)
    {
        var asked = await AskAsync(live, "SUBSCRIBE", fresh, ct).ConfigureAwait(false);
        if (asked is ExchangeResult<Done>.Refused) _wanted.ExceptWith(fresh);
        return asked is ExchangeResult<Done>.Ok || (asked is ExchangeResult<Done>.Unreachable && !ReferenceEquals(_socket, live)) ? null : asked;
    }

    private void Start()
    {
        _stop = new CancellationTokenSource();
        var loop = new ReconnectLoop(route, observer, time, random, logger);
        var ct = _stop.Token;
        _run = Task.Run(() => loop.RunAsync(SessionAsync, ct), CancellationToken.None);
    }

    private async Task StopAsync()
    {
        if (_stop is null) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _stop.Dispose();
        _stop = null;
    }

    private async Task<string> SessionAsync(Action connected, CancellationToken ct)
    {
        var first = await SnapshotAsync(InAddress, ct).ConfigureAwait(false);
        var socket = await StreamSocket.ConnectAsync(AddressOf(first), time, ct).ConfigureAwait(false);
        await using (socket.ConfigureAwait(false))
        {
            var receiving = socket.ReceiveAsync(OnMessage, ct);
            try
            {
                await CatchUpAsync(socket, first, ct).ConfigureAwait(false);
                connected();
                _up.TrySetResult();
                return await receiving.ConfigureAwait(false);
            }
            finally
            {
                _socket = null;
                if (_up.Task.IsCompleted) _up = NewUp();
                _answers.Abandon();
            }
        }
    }

    // Streams wanted beyond the address, and those asked for while the handshake was under way.
    private async Task CatchUpAsync(StreamSocket socket, string[] first, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            foreach (var names in _wanted.Except(first).Chunk(InMessage)) await TellAsync(socket, "SUBSCRIBE", names, _answers.Expect().Id, ct).ConfigureAwait(false);
            string[] dropped = [.. first.Where(name => !_wanted.Contains(name))];
            if (dropped.Length > 0) await TellAsync(socket, "UNSUBSCRIBE", dropped, _answers.Expect().Id, ct).ConfigureAwait(false);
            _socket = socket;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ExchangeResult<Done>> AskAsync(StreamSocket live, string method, string[] names, CancellationToken ct)
    {
        foreach (var chunk in names.Chunk(InMessage))
        {
            var (id, answer) = _answers.Expect();
            try
            {
                await TellAsync(live, method, chunk, id, ct).ConfigureAwait(false);
                if (await answer.WaitAsync(AnswerTimeout, time, ct).ConfigureAwait(false) is ExchangeResult<Done>.Refused refused) return refused;
            }
            catch (Exception e) when (e is TimeoutException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
            {
                return new ExchangeResult<Done>.Unreachable($"the exchange did not acknowledge the subscription ({e.GetType().Name})");
            }
            finally
            {
                _answers.Forget(id);
            }
        }
        return new ExchangeResult<Done>.Ok(default);
    }

    private async Task TellAsync(StreamSocket socket, string method, string[] names, long id, CancellationToken ct)
    {
        await _pace.WaitAsync(ct).ConfigureAwait(false);
        var message = JsonSerializer.SerializeToUtf8Bytes(
            new() { Method = method, Params = names, Id = id }, BinanceJson.Default.SubscriptionRequestWire);
        await socket.SendAsync(message, ct).ConfigureAwait(false);
    }

    private void OnMessage(ReadOnlySpan<byte> utf8)
    {
        if (messages.Read(utf8) != MarketMessage.Control) return;
        if (_answers.Take(utf8, out var id) is { } error) logger.SubscriptionRefused(route, id, error.Code ?? 0, error.Message);
    }

    private async Task<string[]> SnapshotAsync(int most, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return [.. _wanted.Take(most)];
        }
        finally
        {
            _turn.Release();
        }
    }

    private Uri AddressOf(string[] names) => new(
        $"{streams.AbsoluteUri.TrimEnd('/')}/{(route == StreamRoute.Public ? "public" : "market")}/stream?streams={string.Join('/', names.Select(StreamNames.InAddress))}");

    private static TaskCompletionSource NewUp() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
