using System.Collections.Immutable;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;

namespace Spark.Executor.Ledger;

/// <summary>
/// Positions as the last reconciliation agreed on them, and the fills since: what the exchange's next answer is held to. It is made from
/// fills alone, so that it proves something about the positions that the exchange tells.
/// </summary>
internal sealed record PositionBook
{
    public static PositionBook Empty { get; } = new();

    /// <summary>The exchange's ms from which on the last whole reading holds; 0 before the first, when nothing can be expected.</summary>
    public long ReadFrom { get; init; }

    /// <summary>Symbols that ever had a position or a fill.</summary>
    public ImmutableDictionary<Symbol, HeldPosition> Held { get; init; } = ImmutableDictionary<Symbol, HeldPosition>.Empty;

    /// <summary>Fills by trade id that came after what is held.</summary>
    public ImmutableDictionary<Symbol, ImmutableSortedDictionary<long, Fill>> Since { get; init; } =
        ImmutableDictionary<Symbol, ImmutableSortedDictionary<long, Fill>>.Empty;

    /// <summary>
    /// The trade from which on to read fills at the exchange; null: all that it gives. A later fill may have been seen before an earlier
    /// one, so it is what the last reading held that counts, and <paramref name="lastInJournal"/> only where nothing came since.
    /// </summary>
    public long? ReadOnFrom(Symbol symbol, long? lastInJournal) => Held.TryGetValue(symbol, out var held) && held.ThroughTrade > 0
        ? held.ThroughTrade + 1
        : Since.ContainsKey(symbol) ? null : lastInJournal + 1;

    /// <summary>With one more fill; one that is held already changes nothing.</summary>
    public PositionBook With(Fill fill)
    {
        var held = Base(fill.Symbol);
        if (fill.TradeId <= held.ThroughTrade || fill.Time.ToUnixTimeMilliseconds() < held.ReadFrom) return this;
        var fills = Since.GetValueOrDefault(fill.Symbol, ImmutableSortedDictionary<long, Fill>.Empty);
        return fills.ContainsKey(fill.TradeId) ? this : this with { Since = Since.SetItem(fill.Symbol, fills.Add(fill.TradeId, fill)) };
    }

    /// <summary>After a reading that agreed on these.</summary>
    public PositionBook Agreed(long readFrom, IReadOnlyList<HeldPosition> positions)
    {
        var book = this with { ReadFrom = readFrom };
        foreach (var position in positions) book = book.Holding(position);
        return book;
    }

    /// <summary>
    /// What agrees with the exchange's <paramref name="observed"/> position: the held one with the fills before <paramref name="readFrom"/>,
    /// and as many of the later ones as the reading may have seen. Fills are read after positions and without a gap, so none after
    /// <paramref name="lastRead"/>, its newest trade, is in it: before such a one another may be missing. Null when nothing agrees.
    /// </summary>
    public HeldPosition? Agreement(Position observed, long readFrom, long lastRead)
    {
        var held = Base(observed.Symbol);
        var (position, through) = (held.ToPosition(), held.ThroughTrade);
        HeldPosition? found = null;
        foreach (var fill in Since.GetValueOrDefault(observed.Symbol, ImmutableSortedDictionary<long, Fill>.Empty).Values)
        {
            if (fill.TradeId > lastRead) break;
            if (fill.Time.ToUnixTimeMilliseconds() >= readFrom && Agree(position, observed)) found = Now(through);
            (position, through) = (position.Fill(fill.Side, fill.Quantity, fill.Price).After, fill.TradeId);
        }
        return Agree(position, observed) ? Now(through) : found;

        HeldPosition Now(long last) => new(observed.Symbol, observed.Quantity, observed.EntryPrice, readFrom, last);
    }

    /// <summary>What the fills make of the held position.</summary>
    public Position Expected(Symbol symbol) => Since.GetValueOrDefault(symbol, ImmutableSortedDictionary<long, Fill>.Empty).Values
        .Aggregate(Base(symbol).ToPosition(), (position, fill) => position.Fill(fill.Side, fill.Quantity, fill.Price).After);

    private PositionBook Holding(HeldPosition position)
    {
        var left = Since.GetValueOrDefault(position.Symbol, ImmutableSortedDictionary<long, Fill>.Empty);
        left = left.RemoveRange(left.Keys.Where(trade => trade <= position.ThroughTrade).ToArray());
        return this with
        {
            Held = Held.SetItem(position.Symbol, position),
            Since = left.IsEmpty ? Since.Remove(position.Symbol) : Since.SetItem(position.Symbol, left),
        };
    }

    // A symbol without an entry was flat at the last reading.
    private HeldPosition Base(Symbol symbol) => Held.GetValueOrDefault(symbol) ?? new HeldPosition(symbol, 0, 0, ReadFrom, 0);

    // Sizes are exact; the exchange rounds entries.
    private static bool Agree(Position expected, Position observed) => expected.Quantity == observed.Quantity
        && (observed.Quantity == 0 || Math.Abs(expected.EntryPrice - observed.EntryPrice) <= observed.EntryPrice * EntryTolerance);

    private const decimal EntryTolerance = 0.0001m;
}
