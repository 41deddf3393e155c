using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Spark.Binance.Streams;

namespace Spark.Binance.Tests.Servers;

/// <summary>
/// An exchange without a network: every connection of the account's stream carries every event from the moment it is open; each connection ends at 24 h,
/// and REST answers listen keys and pings.
/// </summary>
internal sealed class MemoryExchange(TimeProvider time) : HttpMessageHandler
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly List<MemoryConnection> _open = [];
    private readonly List<DateTimeOffset> _attempts = [];

    public bool IsDown { get; set; }

    public int Made { get; private set; }

    public int Renewals { get; private set; }

    public IReadOnlyList<DateTimeOffset> Attempts
    {
        get { lock (_lock) return [.. _attempts]; }
    }

    public int Open
    {
        get { lock (_lock) return _open.Count; }
    }

    public Task<IStreamConnection> ConnectAsync(Uri address, CancellationToken ct)
    {
        lock (_lock)
        {
            _attempts.Add(time.GetUtcNow());
            if (IsDown) throw new WebSocketException("refused");
            Made++;
            var connection = new MemoryConnection(time, Left);
            _open.Add(connection);
            return Task.FromResult<IStreamConnection>(connection);
        }
    }

    /// <summary>Sends an event over every open connection; ends those whose day is over.</summary>
    public bool Send(string message)
    {
        lock (_lock)
        {
            foreach (var connection in _open.Where(connection => connection.Age >= Day).ToArray()) connection.End();
            foreach (var connection in _open) connection.Put(message);
            return _open.Count > 0;
        }
    }

    public void CutAll()
    {
        lock (_lock)
        {
            foreach (var connection in _open.ToArray()) connection.End();
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown) throw new HttpRequestException("refused");
        if (request.Method == HttpMethod.Put) Renewals++;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"listenKey":"memory"}""") });
    }

    private void Left(MemoryConnection connection)
    {
        lock (_lock) _open.Remove(connection);
    }

    private sealed class MemoryConnection(TimeProvider time, Action<MemoryConnection> left) : IStreamConnection
    {
        private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
        private readonly long _since = time.GetTimestamp();

        public TimeSpan Age => time.GetElapsedTime(_since);

        public void Put(string message) => _messages.Writer.TryWrite(message);

        public void End()
        {
            left(this);
            _messages.Writer.TryComplete();
        }

        public async Task<string> ReceiveAsync(StreamMessageHandler onMessage, Action? onLull, CancellationToken ct)
        {
            await foreach (var message in _messages.Reader.ReadAllAsync(ct))
            {
                onMessage(Encoding.UTF8.GetBytes(message));
                onLull?.Invoke();
            }
            return "closed by the exchange (24 h)";
        }

        public ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync()
        {
            End();
            return ValueTask.CompletedTask;
        }
    }
}
