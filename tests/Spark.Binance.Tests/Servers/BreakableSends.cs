using Spark.Binance.Streams;

namespace Spark.Binance.Tests.Servers;

/// <summary>Real connections whose sending breaks as the test wants.</summary>
internal sealed class BreakableSends(StreamConnector connect)
{
    /// <summary>What the next messages break with; null: they are sent.</summary>
    public Func<Exception>? Failure { get; set; }

    public async Task<IStreamConnection> ConnectAsync(Uri address, CancellationToken ct) => new Connection(await connect(address, ct), this);

    private sealed class Connection(IStreamConnection inner, BreakableSends sends) : IStreamConnection
    {
        public TimeSpan Age => inner.Age;

        public Task<string> ReceiveAsync(StreamMessageHandler onMessage, Action? onLull, CancellationToken ct) => inner.ReceiveAsync(onMessage, onLull, ct);

        public ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct) => sends.Failure is { } failure ? throw failure() : inner.SendAsync(utf8, ct);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
