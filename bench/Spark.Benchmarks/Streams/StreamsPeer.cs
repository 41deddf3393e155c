using System.Collections.Immutable;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Spark.Benchmarks.Streams;

/// <summary>
/// An exchange's market streams in a process of their own: each <c>@depth5@100ms</c> ten times a second, each <c>@trade</c> twenty times, mark prices and
/// tickers every second, candles four times a second, spread evenly over time. <c>T</c> is the time of sending in ticks of the machine's monotonic clock.
/// </summary>
internal static class StreamsPeer
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    public static async Task<int> RunAsync(string[] options, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(context => ServeAsync(context, ct));
        await app.StartAsync(ct);
        Console.WriteLine(new Uri(app.Urls.First()).Port);
        await Task.Run(Console.In.Read, ct);
        await app.DisposeAsync();
        return 0;
    }

    private static async Task ServeAsync(HttpContext context, CancellationToken ct)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asked = new Asked(((string?)context.Request.Query["streams"] ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries));
        try
        {
            await Task.WhenAny(SendAsync(socket, asked, over.Token), ListenAsync(socket, asked, over.Token));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The reader has had enough.
        }
        await over.CancelAsync();
    }

    private static async Task ListenAsync(WebSocket socket, Asked asked, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), ct) is { MessageType: not WebSocketMessageType.Close } part)
        {
            using var request = JsonDocument.Parse(buffer.AsMemory(0, part.Count));
            var names = request.RootElement.GetProperty("params").EnumerateArray().Select(name => name.GetString()!);
            if (request.RootElement.GetProperty("method").GetString() == "SUBSCRIBE") asked.Add(names);
            asked.Answers.Enqueue(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"result\":null,\"id\":{request.RootElement.GetProperty("id").GetInt64()}}}")));
        }
    }

    private static async Task SendAsync(WebSocket socket, Asked asked, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        var since = TimeProvider.System.GetTimestamp();
        while (await timer.WaitForNextTickAsync(ct))
        {
            while (asked.Answers.TryDequeue(out var answer)) await socket.SendAsync(answer, WebSocketMessageType.Text, true, ct);
            var now = TimeProvider.System.GetElapsedTime(since).TotalMilliseconds;
            foreach (var stream in asked.Streams)
            {
                if (stream.Due(now) is { } frame) await socket.SendAsync(frame, WebSocketMessageType.Text, true, ct);
            }
        }
    }

    private sealed class Asked(IEnumerable<string> names)
    {
        private ImmutableArray<PacedStream> _streams = [.. names.Select((name, i) => new PacedStream(name, i, 0))];

        public System.Collections.Concurrent.ConcurrentQueue<byte[]> Answers { get; } = new();

        public ImmutableArray<PacedStream> Streams
        {
            get { lock (Answers) return _streams; }
        }

        public void Add(IEnumerable<string> more)
        {
            lock (Answers) _streams = [.. _streams, .. more.Select((name, i) => new PacedStream(name, i, double.NaN))];
        }
    }
}
