using Spark.Binance.Streams.User;
using Spark.Contracts;

namespace Spark.Executor.Streams;

/// <summary>The newest events of the user stream that this build has no shape for, cleared of anything that looks like a key.</summary>
internal sealed class UnknownEvents
{
    private const int Most = 10;
    private const int LongestRaw = 500;

    private readonly Lock _lock = new();
    private readonly Queue<UnknownEventView> _kept = new();
    private long _count;

    /// <summary>How many have come since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The newest ten, oldest first; null when none ever came.</summary>
    public IReadOnlyList<UnknownEventView>? Newest
    {
        get { lock (_lock) return _kept.Count == 0 ? null : [.. _kept]; }
    }

    public void Keep(UserEvent.Unrecognised happened)
    {
        lock (_lock)
        {
            _count++;
            _kept.Enqueue(new UnknownEventView(happened.Type, happened.EventTime, happened.Raw[..Math.Min(happened.Raw.Length, LongestRaw)]));
            if (_kept.Count > Most) _kept.Dequeue();
        }
    }
}
