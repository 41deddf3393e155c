using Spark.Binance.Streams;
using Spark.Contracts;
using Spark.Domain.Markets;

namespace Spark.Executor.Streams;

/// <summary>One type of stream. It may need several sockets, on one route or more; it is connected when all of them are.</summary>
/// <param name="type">The contract's name.</param>
/// <param name="routes">Routes that have to be heard of while it is wanted.</param>
internal sealed class StreamState(string type, params StreamRoute[] routes)
{
    private readonly Lock _lock = new();
    private Func<int> _sockets = () => 1;
    private int _up;
    private bool _wanted;
    private bool _isReconciled;
    private DateTimeOffset? _since;
    private DateTimeOffset? _lastMessageAt;
    private readonly Dictionary<StreamRoute, DateTimeOffset> _heardOf = [];
    private long _reconnects;
    private long _changes;
    private long _connections;
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
        get { lock (_lock) return IsUp; }
    }

    /// <summary>Connected, and nothing that was missed before is still to be fetched.</summary>
    public bool IsHealthy
    {
        get { lock (_lock) return IsUp && _isReconciled; }
    }

    /// <summary>Symbols that were asked to be published.</summary>
    public IReadOnlyList<Symbol> Symbols
    {
        get { lock (_lock) return _symbols; }
    }

    private bool IsUp => _up > 0 && _up >= _sockets();

    /// <summary>Somebody wants it; it needs as many sockets as <paramref name="sockets"/> tells.</summary>
    public void Want(Func<int> sockets)
    {
        lock (_lock)
        {
            // What was heard before it was let go says nothing about now.
            if (!_wanted)
            {
                _lastMessageAt = null;
                _heardOf.Clear();
            }
            (_wanted, _sockets, _changes) = (true, sockets, _changes + 1);
        }
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

    /// <summary>A socket is up; what it missed is still to be fetched when <paramref name="needsReconciling"/>. Gives the connection's number.</summary>
    public long Connected(bool isReconnect, bool needsReconciling, DateTimeOffset now)
    {
        lock (_lock)
        {
            _up++;
            _since = now;
            _isReconciled = !needsReconciling;
            if (isReconnect) _reconnects++;
            _changes++;
            return ++_connections;
        }
    }

    /// <summary>A socket took the place of one that stood: nothing was missed.</summary>
    public void Replaced(DateTimeOffset now)
    {
        lock (_lock) (_since, _changes) = (now, _changes + 1);
    }

    /// <summary>What a connection missed has been fetched; false when a newer one has come meanwhile, which may have missed more.</summary>
    public bool Reconciled(long connection)
    {
        lock (_lock)
        {
            if (connection != _connections) return false;
            (_isReconciled, _changes) = (true, _changes + 1);
            return true;
        }
    }

    public void Disconnected()
    {
        lock (_lock) (_up, _changes) = (_up - 1, _changes + 1);
    }

    public void Received(StreamRoute route, DateTimeOffset now)
    {
        lock (_lock) _lastMessageAt = _heardOf[route] = now;
    }

    /// <summary>The exchange says that a route has nothing to tell.</summary>
    public void Rests(StreamRoute route, DateTimeOffset now)
    {
        lock (_lock) _heardOf[route] = now;
    }

    /// <summary>Age of the current connection; zero when down.</summary>
    public TimeSpan AgeAt(DateTimeOffset now)
    {
        lock (_lock) return IsUp && _since is { } since ? now - since : TimeSpan.Zero;
    }

    /// <summary>
    /// How long nothing has come over a route, although its connections stand; zero when they are down. A connection afresh is no message: silence goes on over it.
    /// </summary>
    public TimeSpan SilenceAt(StreamRoute route, DateTimeOffset now)
    {
        lock (_lock) return IsUp && routes.Contains(route) && _since is { } since ? now - _heardOf.GetValueOrDefault(route, since) : TimeSpan.Zero;
    }

    public StreamView View(DateTimeOffset now)
    {
        lock (_lock)
        {
            return new StreamView
            {
                Wanted = _wanted,
                Connected = IsUp,
                Healthy = IsUp && _isReconciled,
                AgeSeconds = IsUp && _since is { } since ? Math.Round((now - since).TotalSeconds, 3) : 0,
                LastMessageAt = _lastMessageAt,
                Reconnects = _reconnects,
                Symbols = Type == StreamTypes.Market ? [.. _symbols.Select(symbol => symbol.Value)] : null,
            };
        }
    }
}
