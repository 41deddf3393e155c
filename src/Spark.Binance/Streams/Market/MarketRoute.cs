using Spark.Binance.Results;

namespace Spark.Binance.Streams.Market;

/// <summary>A route's sockets: as many as its streams need at no more than <see cref="StreamsInSocket"/> each; the exchange allows 1024.</summary>
internal sealed class MarketRoute(StreamRoute route, MarketWire wire) : IAsyncDisposable
{
    public const int StreamsInSocket = 200;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, MarketConnection> _homes = new(StringComparer.Ordinal);
    private volatile MarketConnection[] _sockets = [];

    /// <summary>How many sockets it has, up or not.</summary>
    public int Sockets => _sockets.Length;

    /// <summary>Age of the youngest socket; null when one is down, or when there is none.</summary>
    public TimeSpan? Age
    {
        get
        {
            TimeSpan?[] ages = [.. _sockets.Select(socket => socket.Age)];
            return ages.Length == 0 || ages.Contains(null) ? null : ages.Min();
        }
    }

    /// <summary>Completes when all sockets that <paramref name="names"/> are on are up and asked.</summary>
    public async Task<ExchangeResult<Done>> AddAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        if (names.Count == 0) return new ExchangeResult<Done>.Ok(default);
        var results = await Task.WhenAll((await HousedAsync(names, ct).ConfigureAwait(false))
            .Select(group => group.Key.AddAsync([.. group], ct))).ConfigureAwait(false);
        return results.FirstOrDefault(result => result is not ExchangeResult<Done>.Ok) ?? results[0];
    }

    /// <summary>Asks for <paramref name="names"/> where a socket stands, and else as soon as one does.</summary>
    public async Task WantAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        foreach (var group in await HousedAsync(names, ct).ConfigureAwait(false)) await group.Key.WantAsync([.. group], ct).ConfigureAwait(false);
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            foreach (var group in names.Where(_homes.ContainsKey).ToLookup(name => _homes[name]))
            {
                foreach (var name in group) _homes.Remove(name);
                await group.Key.RemoveAsync([.. group], ct).ConfigureAwait(false);
                if (_homes.ContainsValue(group.Key)) continue;
                _sockets = [.. _sockets.Where(socket => socket != group.Key)];
                await group.Key.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks for a silent stream anew.</summary>
    public async Task AskAgainAsync(string name, CancellationToken ct)
    {
        MarketConnection? home;
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            home = _homes.GetValueOrDefault(name);
        }
        finally
        {
            _turn.Release();
        }
        if (home is not null) await home.AskAgainAsync(name, ct).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) await socket.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<ILookup<MarketConnection, string>> HousedAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            foreach (var name in names)
            {
                if (!_homes.ContainsKey(name)) _homes[name] = WithRoom();
            }
            return names.Distinct(StringComparer.Ordinal).ToLookup(name => _homes[name]);
        }
        finally
        {
            _turn.Release();
        }
    }

    private MarketConnection WithRoom()
    {
        foreach (var socket in _sockets)
        {
            if (_homes.Values.Count(home => home == socket) < StreamsInSocket) return socket;
        }
        var fresh = new MarketConnection(route, wire);
        _sockets = [.. _sockets, fresh];
        return fresh;
    }
}
