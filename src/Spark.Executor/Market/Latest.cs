namespace Spark.Executor.Market;

/// <summary>
/// The newest value of a struct too large to be written in one go. Readers never wait and never see half a value; writers are few and
/// take turns.
/// </summary>
internal sealed class Latest<T>
    where T : struct
{
    private readonly Lock _writing = new();
    private int _version;
    private T _value;

    /// <summary>Moves with every value; the same twice means that nothing was written between.</summary>
    public int Version => Volatile.Read(ref _version);

    public void Set(in T value)
    {
        lock (_writing)
        {
            Interlocked.Increment(ref _version); // odd: being written
            _value = value;
            Interlocked.Increment(ref _version);
        }
    }

    /// <summary>False when nothing was ever written.</summary>
    public bool TryRead(out T value)
    {
        var spin = default(SpinWait);
        while (true)
        {
            var before = Volatile.Read(ref _version);
            if (before == 0)
            {
                value = default;
                return false;
            }
            if ((before & 1) == 0)
            {
                value = _value;
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref _version) == before) return true;
            }
            spin.SpinOnce();
        }
    }
}
