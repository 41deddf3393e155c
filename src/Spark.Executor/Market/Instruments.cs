using System.Collections.Frozen;
using Spark.Domain.Markets;

namespace Spark.Executor.Market;

/// <summary>The exchange's contracts, as last read.</summary>
internal sealed class Instruments(TimeProvider time)
{
    private long _readAt;

    private FrozenDictionary<Symbol, Instrument> _bySymbol = FrozenDictionary<Symbol, Instrument>.Empty;

    /// <summary>In no order.</summary>
    public IReadOnlyList<Instrument> All => Volatile.Read(ref _bySymbol).Values;

    public int Count => Volatile.Read(ref _bySymbol).Count;

    /// <summary>When the list was read; null before the first time.</summary>
    public DateTimeOffset? ReadAt => Interlocked.Read(ref _readAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public Instrument? Find(Symbol symbol) => Volatile.Read(ref _bySymbol).GetValueOrDefault(symbol);

    /// <summary>Replaces the whole list.</summary>
    public void Set(IEnumerable<Instrument> instruments)
    {
        Volatile.Write(ref _bySymbol, instruments.ToFrozenDictionary(instrument => instrument.Symbol));
        Interlocked.Exchange(ref _readAt, time.GetUtcNow().UtcTicks);
    }
}
