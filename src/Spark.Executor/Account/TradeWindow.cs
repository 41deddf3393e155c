using System.Collections.Immutable;
using Spark.Domain.Markets;

namespace Spark.Executor.Account;

/// <summary>The newest trade ids seen, so that a repeated event adds nothing. Bounded; the journal's fills table refuses older repeats.</summary>
internal sealed record TradeWindow
{
    private const int Most = 4_096;

    public static TradeWindow Empty { get; } = new();

    private ImmutableHashSet<(Symbol Symbol, long TradeId)> Seen { get; init; } = [];

    private ImmutableQueue<(Symbol Symbol, long TradeId)> Order { get; init; } = [];

    public bool Contains(Symbol symbol, long tradeId) => Seen.Contains((symbol, tradeId));

    public TradeWindow With(Symbol symbol, long tradeId)
    {
        var (seen, order) = (Seen.Add((symbol, tradeId)), Order.Enqueue((symbol, tradeId)));
        if (seen.Count <= Most) return new TradeWindow { Seen = seen, Order = order };
        var rest = order.Dequeue(out var oldest);
        return new TradeWindow { Seen = seen.Remove(oldest), Order = rest };
    }
}
