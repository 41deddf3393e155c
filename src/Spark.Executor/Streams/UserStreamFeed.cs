using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Spark.Binance.Streams;
using Spark.Binance.Streams.User;
using Spark.Contracts;
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
    private readonly ConnectionDrops _drops;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _connections = Channel.CreateUnbounded<bool>();

    public UserStreamFeed(Func<IStreamObserver, UserStream> open, HubPublisher hub, ExecutorMetrics metrics, StreamStates states, ConnectionDrops drops, TimeProvider time)
    {
        (_hub, _metrics, _state, _drops, _time) = (hub, metrics, states.UserData, drops, time);
        _stream = open(this);
        _state.Want(sockets: 1);
    }

    /// <summary>Opens the stream and keeps it open.</summary>
    public Task StartAsync(CancellationToken ct) => _stream.StartAsync(ct);

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
                yield return new UserStreamItem(happened, false);
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
        while (_connections.Reader.TryRead(out var isReconnect)) item = new UserStreamItem(null, isReconnect || item is { IsReconnect: true });
        return item;
    }

    public void OnConnected(StreamRoute route, bool isReconnect)
    {
        _metrics.Connects(StreamTypes.UserData).Inc();
        if (isReconnect) _metrics.Reconnects(StreamTypes.UserData).Inc();
        _state.Connected(route, isReconnect, _time.GetUtcNow());
        _connections.Writer.TryWrite(isReconnect);
        _hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.UserData, true, null, _time.GetUtcNow()));
    }

    public void OnDisconnected(StreamRoute route, string reason)
    {
        if (_state.IsConnected) _drops.Tell(StreamTypes.UserData, _state.AgeAt(_time.GetUtcNow()));
        _state.Disconnected(route);
        _metrics.StreamErrors(StreamTypes.UserData, "disconnected").Inc();
        _hub.Publish(HubEvents.Stream, new StreamEvent(StreamTypes.UserData, false, reason, _time.GetUtcNow()));
    }

    public void OnConnectFailed(StreamRoute route, string reason) => _metrics.StreamErrors(StreamTypes.UserData, "connect").Inc();

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private void Count(UserEvent happened)
    {
        var now = _time.GetUtcNow();
        _state.Received(now);
        _metrics.Messages(StreamTypes.UserData, TypeOf(happened)).Inc();
        _metrics.Lag(StreamTypes.UserData).Observe(Math.Max(0, (now - happened.EventTime).TotalMilliseconds));
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
