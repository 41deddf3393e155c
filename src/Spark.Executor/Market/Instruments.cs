using System.Collections.Frozen;
using Spark.Domain.Markets;

namespace Spark.Executor.Market;

/// <summary>The exchange's contracts, as last read.</summary>
internal sealed class Instruments
{
    private FrozenDictionary<Symbol, Instrument> _bySymbol = FrozenDictionary<Symbol, Instrument>.Empty;

    /// <summary>In no order.</summary>
    public IReadOnlyList<Instrument> All => Volatile.Read(ref _bySymbol).Values;

    public int Count => Volatile.Read(ref _bySymbol).Count;

    public Instrument? Find(Symbol symbol) => Volatile.Read(ref _bySymbol).GetValueOrDefault(symbol);

    /// <summary>Replaces the whole list.</summary>
    public void Set(IEnumerable<Instrument> instruments) =>
        Volatile.Write(ref _bySymbol, instruments.ToFrozenDictionary(instrument => instrument.Symbol));
}
