using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Spark.Binance.Clock;
using Spark.Binance.Streams;
using Spark.Binance.Streams.User;
using Spark.Contracts;
using Spark.Executor.Account;
using Spark.Executor.Automation;
using Spark.Executor.Hub;
using Spark.Executor.Metrics;

namespace Spark.Executor.Streams;

/// <summary>The user stream with its connections in line with its events: what follows a connection came over it.</summary>
internal sealed class UserStreamFeed : IStreamObserver, IAsyncDisposable
{
    private readonly UserStream _stream;
    private readonly HubPublisher _hub;
    private readonly ExecutorMetrics _metrics;
    private readonly StreamState _state;
    private readonly UnknownEvents _unknown;
    private readonly ConnectionDrops _drops;
    private readonly TimeProvider _time;
    private readonly Channel<(long Number, bool IsReconnect)> _connections = Channel.CreateUnbounded<(long, bool)>();
    private readonly HeardAccount _heard = new();
    private readonly LagSampler _sampler;
    private readonly ServerClock _clock;
    private long _events;
    private long _lastEventAt;

    public UserStreamFeed(Func<IStreamObserver, UserStream> open, HubPublisher hub, ExecutorMetrics metrics, StreamStates states, ConnectionDrops drops,
        GuardrailSignals signals, ServerClock clock, TimeProvider time)
    {
        (_hub, _metrics, _state, _unknown, _drops, _time) = (hub, metrics, states.UserData, states.Unknown, drops, time);
        _clock = clock;
        _sampler = new LagSampler(signals, time);
        _stream = open(this);
        _state.Want(() => 1);
    }

    /// <summary>Opens the stream and keeps it open.</summary>
    public Task StartAsync(CancellationToken ct) => _stream.StartAsync(ct);

    /// <summary>How many events have come.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>Whether a connection stands whose misses have been fetched.</summary>
    public bool IsHealthy => _state.IsHealthy;

    /// <summary>How long no event has come.</summary>
    public TimeSpan SilentFor => _time.GetElapsedTime(Interlocked.Read(ref _lastEventAt));

    /// <summary>The account as the standing connection has told it; null before its first snapshot.</summary>
    public AccountNews? Heard => _heard.News;

    /// <summary>
    /// The account has taken in <paramref name="snapshot"/>, read on a connection. When a newer one stands, it says nothing about that: what was
    /// missed in between is still to be fetched.
    /// </summary>
    /// <param name="connection">The connection's number.</param>
    /// <param name="snapshot">What its events follow on.</param>
    public void Reconciled(long connection, AccountSnapshot snapshot)
    {
        _heard.Begin(snapshot);
        if (!_state.Reconciled(connection)) return;
        _hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.UserData, _state.IsConnected, "reconciled", _time.GetUtcNow()));
    }

    /// <summary>The standing connection was found to be dead: another one takes its place.</summary>
    public void Replace(string reason) => _stream.Replace(reason);

    /// <summary>Connections and events, in order: a snapshot taken on a connection is followed by everything since.</summary>
    public async IAsyncEnumerable<UserStreamItem> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var connections = _connections.Reader.WaitToReadAsync(ct).AsTask();
        var events = _stream.Events.WaitToReadAsync(ct).AsTask();
        while (!ct.IsCancellationRequested)
        {
            await Task.WhenAny(connections, events);
            if (NewConnection() is { } waiting) yield return waiting;
            while (_stream.Events.TryRead(out var happened))
            {
                // A connection is told of before anything comes over it: seen with or before its first event, never after.
                if (NewConnection() is { } connection) yield return connection;
                Count(happened);
                yield return new UserStreamItem(happened, false, 0);
            }
            if (events.IsCompletedSuccessfully && !await events) yield break;
            // A waiter that still waits is kept: a new one in each round would pile up until the next connection.
            if (connections.IsCompleted) connections = _connections.Reader.WaitToReadAsync(ct).AsTask();
            if (events.IsCompleted) events = _stream.Events.WaitToReadAsync(ct).AsTask();
        }
    }

    // Several connections in a row need one snapshot; it covers whatever they missed.
    private UserStreamItem? NewConnection()
    {
        UserStreamItem? item = null;
        while (_connections.Reader.TryRead(out var next)) item = new UserStreamItem(null, next.IsReconnect || item is { IsReconnect: true }, next.Number);
        return item;
    }

    public void OnConnected(StreamRoute route, bool isReconnect)
    {
        _metrics.Connects(StreamTypes.UserData).Inc();
        if (isReconnect) _metrics.Reconnects(StreamTypes.UserData).Inc();
        var number = _state.Connected(isReconnect, needsReconciling: true, _time.GetUtcNow());
        _connections.Writer.TryWrite((number, isReconnect));
        _hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.UserData, true, null, _time.GetUtcNow()));
    }

    public void OnDisconnected(StreamRoute route, string reason)
    {
        var isFault = reason != ReasonWords.Stopped;
        if (isFault && _state.IsConnected) _drops.Tell(StreamTypes.UserData, _state.AgeAt(_time.GetUtcNow()));
        _state.Disconnected();
        if (isFault) _metrics.StreamErrors(StreamTypes.UserData, EndingKinds.Of(reason)).Inc();
        _hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.UserData, false, reason, _time.GetUtcNow()));
    }

    public void OnConnectFailed(StreamRoute route, string reason) => _metrics.StreamErrors(StreamTypes.UserData, "connect").Inc();

    public void OnReplaced(StreamRoute route)
    {
        _metrics.Connects(StreamTypes.UserData).Inc();
        _state.Replaced(_time.GetUtcNow());
    }

    public void OnRenewalFailed(string reason) => _metrics.RenewalFailures.Inc();

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private void Count(UserEvent happened)
    {
        var now = _time.GetUtcNow();
        _state.Received(StreamRoute.Private, now);
        Interlocked.Exchange(ref _lastEventAt, _time.GetTimestamp());
        Interlocked.Increment(ref _events);
        _heard.Hear(happened);
        if (happened is UserEvent.Unrecognised unknown) _unknown.Keep(unknown);
        _metrics.Messages(StreamTypes.UserData, TypeOf(happened)).Inc();
        if (happened is UserEvent.Unrecognised) return;
        var lag = Math.Max(0, _clock.Now - happened.EventTime.ToUnixTimeMilliseconds());
        _metrics.Lag(StreamTypes.UserData).Observe(lag);
        _sampler.Take(lag);
    }

    private static string TypeOf(UserEvent happened) => happened switch
    {
        UserEvent.OrderUpdated => "ORDER_TRADE_UPDATE",
        UserEvent.AccountUpdated => "ACCOUNT_UPDATE",
        UserEvent.TradeLite => "TRADE_LITE",
        UserEvent.ConfigChanged => "ACCOUNT_CONFIG_UPDATE",
        UserEvent.MarginCall => "MARGIN_CALL",
        UserEvent.AlgoUpdated => "ALGO_UPDATE",
        UserEvent.ListenKeyExpired => "listenKeyExpired",
        _ => "other",
    };
}
