using System.Threading.Channels;
using Spark.Binance.Streams;

namespace Spark.Binance.Tests.Servers;

/// <summary>What happened to connections, in order.</summary>
internal sealed class RecordingObserver : IStreamObserver
{
    private readonly Channel<string> _seen = Channel.CreateUnbounded<string>();

    public ValueTask<string> NextAsync(CancellationToken ct) => _seen.Reader.ReadAsync(ct);

    public int RenewalFailures { get; private set; }

    public int Replacements { get; private set; }

    public void OnRenewalFailed(string reason) => RenewalFailures++;

    public void OnReplaced(StreamRoute route) => Replacements++;

    public void OnConnected(StreamRoute route, bool isReconnect) => _seen.Writer.TryWrite($"{route} {(isReconnect ? "reconnected" : "connected")}");

    public void OnDisconnected(StreamRoute route, string reason) => _seen.Writer.TryWrite($"{route} down: {reason}");

    public void OnConnectFailed(StreamRoute route, string reason) => _seen.Writer.TryWrite($"{route} failed: {reason}");
}
