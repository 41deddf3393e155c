using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Spark.Binance.Wire;
using Spark.Binance.Wire.Streams;

namespace Spark.Binance.Tests.Servers;

/// <summary>The exchange's end of one socket.</summary>
internal sealed class StreamPeer(WebSocket socket, HttpContext context, CancellationToken stop)
{
    private readonly Channel<SubscriptionRequestWire> _requests = Channel.CreateUnbounded<SubscriptionRequestWire>();

    public string Path { get; } = context.Request.Path;

    public string[] Streams { get; } = ((string?)context.Request.Query["streams"] ?? "").Split('/');

    /// <summary>Whether subscription messages are acknowledged.</summary>
    public Func<SubscriptionRequestWire, string?> Reply { get; set; } = request => $$"""{"result":null,"id":{{request.Id}}}""";

    public ValueTask<SubscriptionRequestWire> NextRequestAsync(CancellationToken ct) => _requests.Reader.ReadAsync(ct);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] utf8) => socket.SendAsync(utf8, WebSocketMessageType.Text, true, stop);

    public Task SendPartAsync(byte[] utf8, bool isLast) => socket.SendAsync(utf8, WebSocketMessageType.Text, isLast, stop);

    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "24 h", stop);

    /// <summary>Drops the connection without a close frame.</summary>
    public void Cut() => context.Abort();

    public async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), stop) is { MessageType: not WebSocketMessageType.Close } part)
            {
                var request = JsonSerializer.Deserialize(buffer.AsSpan(0, part.Count), BinanceJson.Default.SubscriptionRequestWire)!;
                await _requests.Writer.WriteAsync(request, stop);
                if (Reply(request) is { } reply) await SendAsync(reply);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client has gone, or the test is over.
        }
    }
}
