using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Spark.Binance.Streams.Market.State;

/// <summary>
/// A bounded queue whose reader is woken by the first item of a burst, and for all others together at its end (<see cref="Lull"/>) or when it gets
/// long: waking another thread costs more than everything else that is done with a market message. When it is full the oldest is dropped and
/// counted. One reader.
/// </summary>
internal sealed class BurstQueue<T>(int capacity) : ChannelReader<T>
{
    private const int LongestBurst = 64;

    private readonly Lock _gate = new();
    private readonly T[] _ring = new T[Math.Max(1, capacity)];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
    private int _first;
    private int _count;
    private int _untold;
    private volatile bool _isBurst;
    private long _dropped;
    private bool _isComplete;

    /// <summary>Items that were pushed out before they were read.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public override bool CanCount => true;

    public override int Count
    {
        get { lock (_gate) return _count; }
    }

    public void Write(in T item)
    {
        bool isDue;
        lock (_gate)
        {
            if (_isComplete) return;
            _ring[(_first + _count) % _ring.Length] = item;
            if (_count < _ring.Length) _count++;
            else DropFirst();
            isDue = !_isBurst || _untold + 1 >= Math.Min(LongestBurst, _ring.Length);
            _isBurst = true;
            _untold = isDue ? 0 : _untold + 1;
        }
        if (isDue) _bell.Writer.TryWrite(true);
    }

    /// <summary>Ends a burst, and wakes the reader when there is something that it was not told of.</summary>
    public void Lull()
    {
        if (!_isBurst) return;
        bool isDue;
        lock (_gate)
        {
            isDue = _untold > 0;
            _untold = 0;
            _isBurst = false;
        }
        if (isDue) _bell.Writer.TryWrite(true);
    }

    /// <summary>What is in it can still be read; nothing more comes.</summary>
    public void Complete()
    {
        lock (_gate) _isComplete = true;
        _bell.Writer.TryComplete();
    }

    public override bool TryRead(out T item)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                item = default!;
                return false;
            }
            item = _ring[_first];
            _ring[_first] = default!;
            _first = (_first + 1) % _ring.Length;
            _count--;
            return true;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            _bell.Reader.TryRead(out _);
            if (Count > 0) return true;
            if (!await _bell.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false)) return Count > 0;
        }
    }

    private void DropFirst()
    {
        _first = (_first + 1) % _ring.Length;
        Interlocked.Increment(ref _dropped);
    }
}
