namespace Spark.Binance.Streams.Market.State;

/// <summary>
/// The newest value of a struct too large to be written in one go. There is one writer; readers never wait for it to finish more than one write and
/// never see half a value.
/// </summary>
internal sealed class LatestValue<T>
    where T : struct
{
    private int _version;
    private T _value;

    public void Set(in T value)
    {
        Volatile.Write(ref _version, _version + 1); // odd: being written
        Interlocked.MemoryBarrier();
        _value = value;
        Volatile.Write(ref _version, _version + 1);
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
