using Spark.Contracts;
using Spark.Domain.Markets;

namespace Spark.Executor.Streams;

/// <summary>One type of stream. It may need several sockets; it is connected when all of them are.</summary>
internal sealed class StreamState(string type)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Binance.Streams.StreamRoute> _up = [];
    private int _sockets = 1;
    private bool _wanted;
    private DateTimeOffset? _since;
    private DateTimeOffset? _lastMessageAt;
    private long _reconnects;
    private long _changes;
    private IReadOnlyList<Symbol> _symbols = [];

    public string Type { get; } = type;

    /// <summary>How often anything but the time of the last message has changed.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    public bool IsWanted
    {
        get { lock (_lock) return _wanted; }
    }

    public bool IsConnected
    {
        get { lock (_lock) return _up.Count >= _sockets; }
    }

    /// <summary>Symbols that were asked to be published.</summary>
    public IReadOnlyList<Symbol> Symbols
    {
        get { lock (_lock) return _symbols; }
    }

    /// <summary>Somebody wants it; it needs this many sockets.</summary>
    public void Want(int sockets)
    {
        lock (_lock) (_wanted, _sockets, _changes) = (true, sockets, _changes + 1);
    }

    /// <summary>Nobody wants it any more.</summary>
    public void Unwant()
    {
        lock (_lock) (_wanted, _changes) = (false, _changes + 1);
    }

    public void Publish(IReadOnlyList<Symbol> symbols)
    {
        lock (_lock) (_symbols, _changes) = (symbols, _changes + 1);
    }

    public void Connected(Binance.Streams.StreamRoute route, bool isReconnect, DateTimeOffset now)
    {
        lock (_lock)
        {
            _up.Add(route);
            if (_up.Count >= _sockets) _since = now;
            if (isReconnect) _reconnects++;
            _changes++;
        }
    }

    public void Disconnected(Binance.Streams.StreamRoute route)
    {
        lock (_lock)
        {
            _up.Remove(route);
            _since = null;
            _changes++;
        }
    }

    public void Received(DateTimeOffset now)
    {
        lock (_lock) _lastMessageAt = now;
    }

    /// <summary>Age of the current connection; zero when down.</summary>
    public TimeSpan AgeAt(DateTimeOffset now)
    {
        lock (_lock) return _up.Count >= _sockets && _since is { } since ? now - since : TimeSpan.Zero;
    }

    public StreamView View(DateTimeOffset now)
    {
        lock (_lock)
        {
            return new StreamView
            {
                Wanted = _wanted,
                Connected = _up.Count >= _sockets,
                AgeSeconds = _up.Count >= _sockets && _since is { } since ? Math.Round((now - since).TotalSeconds, 3) : 0,
                LastMessageAt = _lastMessageAt,
                Reconnects = _reconnects,
                Symbols = Type == StreamTypes.Market ? [.. _symbols.Select(symbol => symbol.Value)] : null,
            };
        }
    }
}
