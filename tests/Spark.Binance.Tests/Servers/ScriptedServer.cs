using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spark.Binance.Tests.Servers;

/// <summary>An HTTP server on loopback over bare sockets, so that it can also break the protocol.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ReceivedRequest, Answer> _script;
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly Task _accepting;

    public ScriptedServer(Func<ReceivedRequest, Answer> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    public IReadOnlyList<ReceivedRequest> To(string method, string path) => [.. _received.Where(r => r.Method == method && r.Path == path)];

    /// <summary>Completes with each request that arrives.</summary>
    public Task ArrivalAsync(CancellationToken ct) => _arrivals.WaitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
        _arrivals.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true) served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                while (await ReadAsync(stream) is { } request)
                {
                    _received.Enqueue(request);
                    var answer = _script(request);
                    _arrivals.Release();
                    if (!await AnswerAsync(stream, answer)) return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client or the test has gone.
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, Answer answer)
    {
        switch (answer)
        {
            case Answer.Text text:
                await stream.WriteAsync(text.Bytes(), _stop.Token);
                return true;
            case Answer.Packed packed:
                await stream.WriteAsync(packed.Bytes(), _stop.Token);
                return true;
            case Answer.HalfAnswer half:
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {half.Body.Length * 2}\r\n\r\n{half.Body}"), _stop.Token);
                return false;
            case Answer.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                return false;
            default:
                return false;
        }
    }

    private async Task<ReceivedRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^1] == '\n' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return null;
            head.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p.Length > 1 ? p[1] : "", StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new ReceivedRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}
