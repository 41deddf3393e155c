namespace Spark.Binance.Streams.Market;

/// <summary>At most five messages a second to a socket: the exchange cuts one that sends over ten.</summary>
internal sealed class SendPace(TimeProvider time)
{
    private const int PerSecond = 5;
    private readonly Queue<long> _sent = new();

    /// <summary>Waits for the next free place. One caller at a time.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        if (_sent.Count == PerSecond)
        {
            var left = TimeSpan.FromSeconds(1) - time.GetElapsedTime(_sent.Dequeue());
            if (left > TimeSpan.Zero) await Task.Delay(left, time, ct).ConfigureAwait(false);
        }
        _sent.Enqueue(time.GetTimestamp());
    }
}
