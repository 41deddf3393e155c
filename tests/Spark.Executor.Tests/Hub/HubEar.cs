using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Spark.Executor.Tests.Hub;

/// <summary>A client of the executor's hub on a bare socket: what any page hears.</summary>
internal sealed class HubEar : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _unread = new();

    public static async Task<HubEar> ListenAsync(Uri executor, CancellationToken ct)
    {
        var ear = new HubEar();
        await ear._socket.ConnectAsync(new UriBuilder(executor) { Scheme = "ws", Path = "/hubs/executor" }.Uri, ct);
        await ear._socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + End), WebSocketMessageType.Text, true, ct);
        Assert.Equal("{}", await ear.NextAsync(ct));
        return ear;
    }

    /// <summary>The next event of that name, within 20 s; others go by.</summary>
    public async Task<JsonElement> HearAsync(string name, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var message = JsonDocument.Parse(await NextAsync(patience.Token));
            if (message.RootElement.TryGetProperty("target", out var target) && target.GetString() == name) return message.RootElement.GetProperty("arguments")[0].Clone();
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> NextAsync(CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = _unread.ToString();
            if (text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                _unread.Remove(0, end + 1);
                return text[..end];
            }
            var read = await _socket.ReceiveAsync(buffer, ct);
            if (read.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The hub hung up.");
            _unread.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
        }
    }
}
