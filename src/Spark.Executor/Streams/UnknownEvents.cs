using Spark.Binance.Streams.User;

namespace Spark.Executor.Streams;

/// <summary>The newest events of the user stream that this build has no shape for, cleared of anything that looks like a key.</summary>
internal sealed class UnknownEvents
{
    private const int Most = 100;

    private readonly Lock _lock = new();
    private readonly Queue<UserEvent.Unrecognised> _kept = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<UserEvent.Unrecognised> All
    {
        get { lock (_lock) return [.. _kept]; }
    }

    public void Keep(UserEvent.Unrecognised happened)
    {
        lock (_lock)
        {
            _kept.Enqueue(happened);
            if (_kept.Count > Most) _kept.Dequeue();
        }
    }
}
