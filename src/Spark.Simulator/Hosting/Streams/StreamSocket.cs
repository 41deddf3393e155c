using System.Net.WebSockets;
using Spark.Simulator.Faults;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>
/// One socket: what it asked for, what waits for it, and the talk about subscriptions. It collects from the moment it is
/// made, before the handshake is answered, so that a client misses nothing that happens after it is connected.
/// </summary>
internal sealed class StreamSocket(StreamRoute route, bool combined, StreamHub hub, FaultPlan faults, TimeProvider time)
{
    private const int LargestMessage = 64 * 1024;
    private const int MessagesPerSecond = 10;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Outbox _outbox = new();
    private readonly Lock _gate = new();
    private readonly List<string> _names = [];
    private readonly Dictionary<string, HashSet<string>?> _filters = new(StringComparer.Ordinal);
    private WebSocket? _socket;
    private bool _isCut;
    private long _second;
    private int _inSecond;

    /// <summary>Whether it carries a user stream.</summary>
    public bool IsUser { get; private set; }

    /// <summary>Whether it came in by the route for trades and books.</summary>
    public bool IsPublic => route == StreamRoute.Public;

    /// <summary>Makes the connection half open.</summary>
    public required Action Freeze { get; init; }

    /// <summary>Whether events come wrapped with their stream's name.</summary>
    public bool Combined { get; set; } = combined;

    /// <summary>Every stream asked for, those of other routes included.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate) return [.. _names];
        }
    }

    /// <summary>Asks for a stream. One that is unknown or belongs to another route is accepted and stays silent.</summary>
    /// <param name="stream">Its name, or a listen key.</param>
    /// <param name="events">Of a user stream: the event types wanted; null for all.</param>
    public void Subscribe(string stream, IEnumerable<string>? events = null)
    {
        lock (_gate)
        {
            if (!_names.Contains(stream)) _names.Add(stream);
            _filters[stream] = events is null ? null : new HashSet<string>(events, StringComparer.Ordinal);
        }
        if (StreamName.RouteOf(stream) is not { } own || (own != route && route != StreamRoute.Unrouted)) return;
        if (own == StreamRoute.Private) IsUser = true;
        hub.Subscribe(this, stream);
    }

    public void Unsubscribe(string stream)
    {
        lock (_gate)
        {
            _names.Remove(stream);
            _filters.Remove(stream);
        }
        hub.Unsubscribe(this, stream);
    }

    public void Deliver(StreamMessage message)
    {
        if (faults.Take(FaultKind.SilentSocket, IsUser, IsPublic) is not null) return;
        HashSet<string>? wanted;
        lock (_gate) _filters.TryGetValue(message.Stream, out wanted);
        if (wanted is null || wanted.Contains(message.EventType)) Send(Combined ? message.Combined : message.Raw);
    }

    /// <summary>Sends a frame as it is, whatever is subscribed.</summary>
    public void Inject(ReadOnlyMemory<byte> bytes) => Send(new StreamFrame(bytes, Droppable: false));

    /// <summary>Ends the connection without a closing handshake, as a broken network does.</summary>
    public void Cut()
    {
        lock (_gate) _isCut = true;
        _outbox.Complete();
        _socket?.Abort();
    }

    /// <summary>Serves the socket that the handshake yields, until either side ends it.</summary>
    public async Task RunAsync(Func<Task<WebSocket>> shakeHands, CancellationToken ct)
    {
        try
        {
            using var socket = await shakeHands();
            lock (_gate)
            {
                if (_isCut) socket.Abort();
                _socket = socket;
            }
            await RunAsync(socket, ct);
        }
        finally
        {
            hub.Leave(this);
        }
    }

    private async Task RunAsync(WebSocket socket, CancellationToken ct)
    {
        using var day = new CancellationTokenSource(Lifetime, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, day.Token);
        try
        {
            var sending = SendAllAsync(socket, ending.Token);
            await ReceiveAllAsync(socket, ending.Token);
            _outbox.Complete();
            await sending;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone, or the day is over: there is nobody left to tell.
            _outbox.Complete();
        }
        finally
        {
            if (socket.State != WebSocketState.Closed) socket.Abort();
        }
    }

    private void Send(in StreamFrame frame)
    {
        if (!_outbox.TryAdd(frame)) Cut();
    }

    private async Task SendAllAsync(WebSocket socket, CancellationToken ct)
    {
        while (await _outbox.WaitAsync(ct))
        {
            while (_outbox.TryTake(out var frame)) await socket.SendAsync(frame.Bytes, WebSocketMessageType.Text, true, ct);
        }
    }

    private async Task ReceiveAllAsync(WebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[LargestMessage];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                return;
            }
            length += received.Count;
            if ((!received.EndOfMessage && length == buffer.Length) || (received.EndOfMessage && IsTalkative()))
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "Too many or too large messages", ct);
                return;
            }
            if (!received.EndOfMessage) continue;
            Send(new StreamFrame(SubscriptionTalk.Answer(this, buffer.AsMemory(0, length)), Droppable: false));
            length = 0;
        }
    }

    private bool IsTalkative()
    {
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        if (second != _second) (_second, _inSecond) = (second, 0);
        return ++_inSecond > MessagesPerSecond;
    }
}
