using System.Threading.Channels;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>
/// What waits for one socket. Droppable frames push out their elders when the reader is slow; the others are never
/// dropped: when too many wait, the outbox is full and its socket has to be cut.
/// </summary>
internal sealed class Outbox
{
    private const int MostFrames = 8192;
    private const int MostDroppable = 256;

    private readonly Lock _gate = new();
    private readonly Queue<StreamFrame> _frames = new();
    private readonly Queue<StreamFrame> _droppable = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Adds a frame; false when the reader is too slow to be kept.</summary>
    public bool TryAdd(in StreamFrame frame)
    {
        lock (_gate)
        {
            if (frame.Droppable)
            {
                if (_droppable.Count == MostDroppable) _droppable.Dequeue();
                _droppable.Enqueue(frame);
            }
            else
            {
                if (_frames.Count == MostFrames) return false;
                _frames.Enqueue(frame);
            }
        }
        _signal.Writer.TryWrite(true);
        return true;
    }

    public bool TryTake(out StreamFrame frame)
    {
        lock (_gate) return _frames.TryDequeue(out frame) || _droppable.TryDequeue(out frame);
    }

    public void Complete() => _signal.Writer.TryComplete();

    /// <summary>Waits until there may be frames; false when there will be no more.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken ct)
    {
        if (!await _signal.Reader.WaitToReadAsync(ct)) return false;
        _signal.Reader.TryRead(out _);
        return true;
    }
}
