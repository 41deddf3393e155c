using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Spark.Benchmarks.Executor;

/// <summary>A caller of order.place on a socket of its own, which adds nothing of a client library's time to what it measures.</summary>
internal sealed class BareCaller : IDisposable
{
    private readonly Uri _service;
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];

    public BareCaller(Uri service)
    {
        _service = service;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(service.Host, service.Port);
    }

    /// <summary>The request's bytes, made beforehand.</summary>
    public byte[] Request(string body, string? token) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"POST /futures/order.place HTTP/1.1\r\nHost: {_service.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")
        + (token is null ? "" : $"X-Spark-Confirmation: {token}\r\n") + "\r\n" + body);

    /// <summary>Sends it and waits for the whole answer.</summary>
    public ReadOnlyMemory<byte> Exchange(byte[] request)
    {
        _socket.Send(request);
        var (length, head, body) = (0, -1, 0);
        while (head < 0 || length < head + body)
        {
            var read = _socket.Receive(_buffer.AsSpan(length));
            if (read == 0) throw new IOException("The service closed the connection.");
            length += read;
            if (head >= 0 || _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is not (>= 0 and var end)) continue;
            (head, body) = (end + 4, BodyLength(Encoding.ASCII.GetString(_buffer, 0, end)));
        }
        return _buffer.AsMemory(head, body);
    }

    public static JsonNode Parse(ReadOnlyMemory<byte> answer) => JsonNode.Parse(answer.Span)!;

    public void Dispose() => _socket.Dispose();

    private static int BodyLength(string head)
    {
        const string name = "Content-Length: ";
        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ?? throw new IOException("An answer without a length.");
        return int.Parse(line.AsSpan(name.Length), CultureInfo.InvariantCulture);
    }
}
