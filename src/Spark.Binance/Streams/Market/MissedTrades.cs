namespace Spark.Binance.Streams.Market;

/// <summary>
/// One symbol's trades across an outage: the first trade after it shows whether some were missed, and is then held, with those that follow, until
/// the missing ones have been fetched. Callers take turns.
/// </summary>
internal sealed class MissedTrades
{
    private const int MostHeld = 10_000;

    private bool _mayMiss;
    private List<TradeTick>? _held;

    /// <summary>So many wait that they can't any longer: those that are being fetched are given up.</summary>
    public bool IsFull => _held is { Count: >= MostHeld };

    /// <summary>The connection was lost and another one stands.</summary>
    public void Expect() => _mayMiss = true;

    /// <summary>Whether this trade has to wait; <paramref name="isFirst"/>: now is the time to fetch.</summary>
    public bool Holds(in TradeTick tick, in Place place, out bool isFirst)
    {
        isFirst = false;
        if (_held is { } waiting)
        {
            waiting.Add(tick);
            return true;
        }
        if (!_mayMiss) return false;
        _mayMiss = false;
        if (place.Last is not { } last || tick.TradeId <= last + 1) return false;
        isFirst = true;
        _held = [tick];
        return true;
    }

    /// <summary>Those that waited, oldest first; from here on none does.</summary>
    public IReadOnlyList<TradeTick> Release()
    {
        var held = _held ?? [];
        _held = null;
        return held;
    }
}
