namespace Spark.Binance.Streams.Reconnecting;

/// <summary>At most five connection attempts in any minute, however they fail.</summary>
internal sealed class AttemptWindow(TimeProvider time)
{
    public const int Most = 5;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Queue<long> _attempts = new();

    /// <summary>Waits for the next free place and takes it. One caller at a time.</summary>
    public async Task TakeAsync(CancellationToken ct)
    {
        if (_attempts.Count == Most)
        {
            var left = Length - time.GetElapsedTime(_attempts.Peek());
            if (left > TimeSpan.Zero) await Task.Delay(left, time, ct).ConfigureAwait(false);
            _attempts.Dequeue();
        }
        _attempts.Enqueue(time.GetTimestamp());
    }
}
