namespace Spark.Binance.Streams.Reconnecting;

/// <summary>
/// What one connection receives on its way to whoever listens. It holds messages back until it is opened, so that they come after the news of the
/// connection, or after everything that the connection before it has delivered.
/// </summary>
internal sealed class Intake(StreamMessageHandler deliver)
{
    private readonly Lock _gate = new();
    private readonly List<byte[]> _held = [];
    private volatile bool _isOpen;
    private volatile Told? _told;

    // What the connection before this one has delivered, and this one may still bring: it can lag behind.
    private volatile Told? _known;

    public void OnMessage(ReadOnlySpan<byte> utf8)
    {
        if (_isOpen && _told is null && _known is null) deliver(utf8);
        else Guarded(utf8);
    }

    /// <summary>Passes on what was held, less what <paramref name="told"/> has seen, and everything from here on.</summary>
    public void Open(Told? told = null)
    {
        lock (_gate)
        {
            _known = told;
            foreach (var message in _held) PassOn(message);
            _held.Clear();
            _isOpen = true;
        }
    }

    /// <summary>Remembers what is passed on from here on.</summary>
    public Told Remember()
    {
        lock (_gate) return _told = new Told();
    }

    public void Forget()
    {
        lock (_gate) _told = null;
    }

    private void Guarded(ReadOnlySpan<byte> utf8)
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                _held.Add(utf8.ToArray());
                return;
            }
            PassOn(utf8);
        }
    }

    private void PassOn(ReadOnlySpan<byte> utf8)
    {
        if (_known is { } known)
        {
            var isRepeat = known.Takes(utf8);
            if (known.IsEmpty) _known = null;
            if (isRepeat) return;
        }
        _told?.Add(utf8);
        deliver(utf8);
    }
}
