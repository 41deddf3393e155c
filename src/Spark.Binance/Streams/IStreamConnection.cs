namespace Spark.Binance.Streams;

/// <summary>One connection that carries text messages.</summary>
public interface IStreamConnection : IAsyncDisposable
{
    /// <summary>How long it has stood; the exchange ends it at 24 h.</summary>
    TimeSpan Age { get; }

    /// <summary>Hands every message to <paramref name="onMessage"/> until the connection ends; returns why it did. Once per connection.</summary>
    /// <param name="onMessage">Takes messages, one at a time.</param>
    /// <param name="onLull">Told when everything that has arrived was handed over.</param>
    /// <param name="ct">Ends the receiving.</param>
    Task<string> ReceiveAsync(StreamMessageHandler onMessage, Action? onLull, CancellationToken ct);

    /// <summary>Sends one text message; senders take turns.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct);
}
