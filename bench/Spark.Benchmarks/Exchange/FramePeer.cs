using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Spark.Benchmarks.Exchange;

/// <summary>
/// Sends WebSocket frames that were made beforehand, over a bare socket: <c>/blast</c> as fast as the reader takes them, <c>/pace</c> one a
/// millisecond with the time of sending in the trade id.
/// </summary>
internal static class FramePeer
{
    public const int BlastCount = 200_000;
    public const int PaceCount = 1_500;

    public static async Task<int> RunAsync(string[] options, CancellationToken ct)
    {
        var blast = Blast();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _ = Task.Run(() => Console.In.Read() + over.CancelAsync().GetHashCode(), CancellationToken.None);
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(over.Token);
                await ServeAsync(client, blast, over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private static async Task ServeAsync(TcpClient client, byte[] blast, CancellationToken ct)
    {
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var path = await ShakeHandsAsync(stream, ct);
            if (path.StartsWith("/blast", StringComparison.Ordinal)) await stream.WriteAsync(blast, ct);
            else await PaceAsync(stream, ct);
            await stream.WriteAsync(new byte[] { 0x88, 0x02, 0x03, 0xE8 }, ct); // close, 1000
            while (await stream.ReadAsync(new byte[64], ct) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The reader has had enough.
        }
    }

    private static async Task PaceAsync(NetworkStream stream, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        for (var i = 0; i < PaceCount; i++)
        {
            await timer.WaitForNextTickAsync(ct);
            var message = Frames.Combined("btcusdt@trade", Frames.Trade("BTCUSDT", Stopwatch.GetTimestamp(), 1_700_000_000_000));
            await stream.WriteAsync(Framed(message), ct);
        }
    }

    private static async Task<string> ShakeHandsAsync(NetworkStream stream, CancellationToken ct)
    {
        var buffer = new byte[4096];
        var filled = 0;
        while (!buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8)) filled += await stream.ReadAsync(buffer.AsMemory(filled), ct);
        var lines = Encoding.ASCII.GetString(buffer, 0, filled).Split("\r\n");
        var key = lines.First(l => l.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':', 2)[1].Trim();
#pragma warning disable CA5350 // The handshake of RFC 6455 asks for SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n")), ct);
        return lines[0].Split(' ')[1];
    }

    private static byte[] Blast()
    {
        using var all = new MemoryStream();
        for (var n = 0; n < BlastCount; n++) all.Write(Framed(Frames.Mixed(n)));
        return all.ToArray();
    }

    private static byte[] Framed(byte[] message)
    {
        var head = message.Length < 126 ? 2 : 4;
        var frame = new byte[head + message.Length];
        frame[0] = 0x81;
        frame[1] = head == 2 ? (byte)message.Length : (byte)126;
        if (head == 4) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)message.Length);
        message.CopyTo(frame, head);
        return frame;
    }
}
