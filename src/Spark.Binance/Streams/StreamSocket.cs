using System.Buffers;
using System.Net.WebSockets;

namespace Spark.Binance.Streams;

/// <summary>
/// One socket from connect to close, with a receive loop over a pooled buffer. Pings of the exchange are answered by the platform. Its own pings
/// notice a peer that has vanished without a word; they cost about a microsecond for every message received, so that sockets which are watched by
/// other means go without.
/// </summary>
public sealed class StreamSocket : IStreamConnection
{
    /// <summary>A longer message ends the connection.</summary>
    public const int LongestMessage = 1 << 20;

    private const int FirstBuffer = 16 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _time;
    private readonly long _connectedAt;
    private readonly SemaphoreSlim _sending = new(1, 1);

    private StreamSocket(ClientWebSocket socket, TimeProvider time) =>
        (_socket, _time, _connectedAt) = (socket, time, time.GetTimestamp());

    /// <summary>How long the connection has stood; the exchange ends it at 24 h.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_connectedAt);

    /// <summary>Opens sockets on a clock.</summary>
    public static StreamConnector Connector(TimeProvider time, bool pings = true) =>
        async (address, ct) => await ConnectAsync(address, time, pings, ct).ConfigureAwait(false);

    /// <param name="address">Where.</param>
    /// <param name="time">The clock.</param>
    /// <param name="pings">Whether the platform looks for a vanished peer; otherwise the caller does.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="WebSocketException">The handshake failed.</exception>
    /// <exception cref="TimeoutException">The handshake took over 10 s.</exception>
    public static async Task<StreamSocket> ConnectAsync(Uri address, TimeProvider time, bool pings, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
        if (pings) socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        using var deadline = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return new StreamSocket(socket, time);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (deadline.IsCancellationRequested && !ct.IsCancellationRequested) throw new TimeoutException("the handshake took too long", e);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<string> ReceiveAsync(StreamMessageHandler onMessage, Action? onLull, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var filled = 0;
            while (true)
            {
                var receiving = _socket.ReceiveAsync(buffer.AsMemory(filled), ct);
                if (!receiving.IsCompleted) onLull?.Invoke();
                var part = await receiving.ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close) return $"closed by the exchange ({_socket.CloseStatus})";
                filled += part.Count;
                if (part.EndOfMessage)
                {
                    onMessage(buffer.AsSpan(0, filled));
                    filled = 0;
                    continue;
                }
                if (filled >= LongestMessage) return $"a message is over {LongestMessage} bytes";
                if (filled == buffer.Length) buffer = Grown(buffer, filled);
            }
        }
        catch (WebSocketException e)
        {
            return $"the connection broke ({e.WebSocketErrorCode})";
        }
        finally
        {
            onLull?.Invoke();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Sends one text message; senders take turns.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct)
    {
        await _sending.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(utf8, WebSocketMessageType.Text, endOfMessage: true, ct).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye when the connection still stands, and lets go.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var deadline = new CancellationTokenSource(CloseTimeout, _time);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The peer is gone already: there is nobody to say goodbye to.
        }
        _socket.Dispose();
        _sending.Dispose();
    }

    private static byte[] Grown(byte[] buffer, int filled)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
