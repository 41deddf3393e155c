using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Streams;

/// <summary>A market stream that speaks at the boundaries of an interval (ms).</summary>
internal sealed class PeriodicStream(string name, string eventType, int interval, Func<PeriodicStream, long, byte[]?> write)
{
    private long _last = -1;

    public string Name => name;

    public string EventType => eventType;

    /// <summary>Whether a later frame makes an earlier one needless.</summary>
    public bool Droppable { get; init; } = true;

    /// <summary>Book update id of the last frame; for streams that stay silent while nothing changes.</summary>
    public long LastUpdateId { get; set; }

    /// <summary>The frame of this boundary; null when it is not due or there is nothing to say.</summary>
    public byte[]? Due(long now, long eventTime)
    {
        var boundary = now / interval;
        if (boundary == _last) return null;
        _last = boundary;
        return write(this, eventTime);
    }

    /// <summary>Whether the book has changed since the last frame; remembers that it was asked.</summary>
    public bool HasNews(OrderBook book, out long previousUpdateId)
    {
        previousUpdateId = LastUpdateId;
        LastUpdateId = book.LastUpdateId;
        return previousUpdateId != book.LastUpdateId;
    }
}
