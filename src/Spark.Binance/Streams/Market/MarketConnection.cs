using System.Net.WebSockets;
using System.Text.Json;
using Spark.Binance.Results;
using Spark.Binance.Streams.Reconnecting;
using Spark.Binance.Wire;

namespace Spark.Binance.Streams.Market;

/// <summary>One market socket of a route, kept up: what is wanted of it survives its connections, and is asked for again with each.</summary>
internal sealed class MarketConnection : IAsyncDisposable
{
    private const int InAddress = 40;
    private const int InMessage = 100;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly StreamRoute _route;
    private readonly MarketWire _wire;
    private readonly ReconnectLoop _loop;
    private readonly Succession _succession;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly Acknowledgements _answers = new();
    private readonly SendPace _pace;
    private readonly List<LiveMarketConnection> _lives = [];
    private volatile TaskCompletionSource _up = NewUp();
    private CancellationTokenSource? _stop;
    private Task _run = Task.CompletedTask;

    public MarketConnection(StreamRoute route, MarketWire wire)
    {
        (_route, _wire) = (route, wire);
        _pace = new SendPace(wire.Time);
        _loop = new ReconnectLoop(route, wire.Observer, wire.Time, wire.Random, wire.Logger, wire.Supervision, wire.Pulse);
        _succession = new Succession(route, OpenAsync, OnMessage, forgetsRepeats: false, wire.Observer, wire.Supervision, wire.Time, wire.Logger);
    }

    /// <summary>Age of the standing connection; null when there is none.</summary>
    public TimeSpan? Age => Live?.Age;

    /// <summary>How many streams are wanted of it.</summary>
    public int Count { get; private set; }

    /// <summary>Completes when the connection is up and has been asked for <paramref name="names"/>.</summary>
    public async Task<ExchangeResult<Done>> AddAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        if (await WantAsync(names, ct).ConfigureAwait(false) is { } why) return why;
        await _up.Task.WaitAsync(ct).ConfigureAwait(false);
        return new ExchangeResult<Done>.Ok(default);
    }

    /// <summary>Wants <paramref name="names"/> from now on and asks for them where the connection stands. Gives why not; null when all is well or nothing stands yet.</summary>
    public async Task<ExchangeResult<Done>?> WantAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            _wanted.UnionWith(names);
            if (_stop is null) Start();
            else if (Live is { } live) return await WhyNotAddedAsync(live, ct).ConfigureAwait(false);
            return null;
        }
        finally
        {
            Count = _wanted.Count;
            _turn.Release();
        }
    }

    /// <summary>Stops asking for <paramref name="names"/>; the connection ends with the last of them.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            string[] gone = [.. names.Where(_wanted.Remove)];
            if (_wanted.Count == 0) await StopAsync().ConfigureAwait(false);
            else if (gone.Length > 0 && Live is { } live) await AskAsync(live, "UNSUBSCRIBE", gone, ct).ConfigureAwait(false);
        }
        finally
        {
            Count = _wanted.Count;
            _turn.Release();
        }
    }

    /// <summary>Takes a silent stream off the live socket and asks for it anew.</summary>
    public async Task AskAgainAsync(string name, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Live is not { } live || !_wanted.Contains(name)) return;
            await AskAsync(live, "UNSUBSCRIBE", [name], ct).ConfigureAwait(false);
            await AskAsync(live, "SUBSCRIBE", [name], ct).ConfigureAwait(false);
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

    // The newest one that was asked: during an overlap there are two.
    private LiveMarketConnection? Live
    {
        get { lock (_lives) return _lives.Count > 0 ? _lives[^1] : null; }
    }

    // Null when it was acknowledged, or when the connection ended meanwhile: the next one asks for everything that is wanted.
    private async Task<ExchangeResult<Done>?> WhyNotAddedAsync(LiveMarketConnection live, CancellationToken ct)
    {
        string[] fresh = [.. _wanted.Except(live.Asked)];
        var asked = await AskAsync(live, "SUBSCRIBE", fresh, ct).ConfigureAwait(false);
        if (asked is ExchangeResult<Done>.Refused) _wanted.ExceptWith(fresh);
        return asked is ExchangeResult<Done>.Ok || (asked is ExchangeResult<Done>.Unreachable && !ReferenceEquals(Live, live)) ? null : asked;
    }

    private void Start()
    {
        _stop = new CancellationTokenSource();
        var ct = _stop.Token;
        _run = Task.Run(() => _loop.RunAsync(SessionAsync, ct), CancellationToken.None);
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
        try
        {
            return await _succession.RunAsync(
                () =>
                {
                    connected();
                    _up.TrySetResult();
                },
                ct).ConfigureAwait(false);
        }
        finally
        {
            if (_up.Task.IsCompleted) _up = NewUp();
            _answers.Abandon();
        }
    }

    private async Task<ILiveConnection> OpenAsync(StreamMessageHandler onMessage, CancellationToken ct)
    {
        var first = await SnapshotAsync(InAddress, ct).ConfigureAwait(false);
        var connection = await _wire.Connect(AddressOf(first), ct).ConfigureAwait(false);
        var live = new LiveMarketConnection(_route, connection, OnAnswer, onMessage, _wire.Messages.Lull, IsMissingOutAsync, Rests, Left, _wire.Time, _wire.Logger);
        live.Begin(ct);
        try
        {
            await CatchUpAsync(live, first, ct).ConfigureAwait(false);
            return live;
        }
        catch
        {
            await live.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Task<bool?> IsMissingOutAsync(LiveMarketConnection live, CancellationToken ct) =>
        live.Asked.Count == 0 ? Task.FromResult<bool?>(null) : _wire.IsMissingOut(live.Asked, ct);

    private void Rests() => _wire.Observer.OnRest(_route);

    private void Left(LiveMarketConnection live)
    {
        lock (_lives) _lives.Remove(live);
    }

    // Streams wanted beyond the address, and those asked for while the handshake was under way.
    private async Task CatchUpAsync(LiveMarketConnection live, string[] first, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            foreach (var names in _wanted.Except(first).Chunk(InMessage)) await TellAsync(live, "SUBSCRIBE", names, _answers.Expect().Id, ct).ConfigureAwait(false);
            string[] dropped = [.. first.Where(name => !_wanted.Contains(name))];
            if (dropped.Length > 0) await TellAsync(live, "UNSUBSCRIBE", dropped, _answers.Expect().Id, ct).ConfigureAwait(false);
            live.Asked = live.Asked.Union(_wanted);
            lock (_lives) _lives.Add(live);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ExchangeResult<Done>> AskAsync(LiveMarketConnection live, string method, string[] names, CancellationToken ct)
    {
        foreach (var chunk in names.Chunk(InMessage))
        {
            var (id, answer) = _answers.Expect();
            try
            {
                await TellAsync(live, method, chunk, id, ct).ConfigureAwait(false);
                if (await answer.WaitAsync(AnswerTimeout, _wire.Time, ct).ConfigureAwait(false) is ExchangeResult<Done>.Refused refused) return refused;
                if (method == "SUBSCRIBE") live.Asked = live.Asked.Union(chunk);
                else live.Asked = live.Asked.Except(chunk);
            }
            catch (Exception e) when (IsLost(e, ct))
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

    // A socket that is aborted in the middle of a message cancels it, breaks it off, or is disposed of already.
    private static bool IsLost(Exception e, CancellationToken ct) => e is TimeoutException or WebSocketException or IOException or InvalidOperationException
        || (e is OperationCanceledException && !ct.IsCancellationRequested);

    private async Task TellAsync(LiveMarketConnection live, string method, string[] names, long id, CancellationToken ct)
    {
        await _pace.WaitAsync(ct).ConfigureAwait(false);
        var message = JsonSerializer.SerializeToUtf8Bytes(
            new() { Method = method, Params = names, Id = id }, BinanceJson.Default.SubscriptionRequestWire);
        await live.SendAsync(message, ct).ConfigureAwait(false);
    }

    private void OnMessage(ReadOnlySpan<byte> utf8)
    {
        if (_wire.Messages.Read(utf8) == MarketMessage.Control) OnAnswer(utf8);
    }

    private void OnAnswer(ReadOnlySpan<byte> utf8)
    {
        try
        {
            if (_answers.Take(utf8, out var id) is { } error) _wire.Logger.SubscriptionRefused(_route, id, error.Code ?? 0, error.Message);
        }
        catch (JsonException)
        {
            _wire.Messages.Read(utf8); // no answer after all: it is counted as what it is
        }
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
        $"{_wire.Streams.AbsoluteUri.TrimEnd('/')}/{(_route == StreamRoute.Public ? "public" : "market")}/stream?streams={string.Join('/', names.Select(StreamNames.InAddress))}");

    private static TaskCompletionSource NewUp() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
