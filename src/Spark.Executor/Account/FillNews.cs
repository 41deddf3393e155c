using Spark.Binance.Reports;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>
/// Fills, each recorded once by its trade id, and what of each order's cumulative fill the position holds already. News of a position
/// covers every fill of its symbol before its own time, and those at that very ms as far as the position moved; until then a fill counts
/// as working.
/// </summary>
internal static class FillNews
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LateAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>A fill arrived on the stream.</summary>
    public static void Streamed(Turn turn, TradeReport trade, ClientOrderId id)
    {
        if (!turn.State.Trades.Contains(trade.Symbol, trade.TradeId)) Record(turn, FillOf(trade, id));
    }

    /// <summary>A report of an order told its cumulative fill.</summary>
    public static void Reported(Turn turn, Order order, OrderReport report)
    {
        var id = order.Intent.ClientOrderId;
        if (!turn.State.Fills.TryGetValue(id, out var track)) return;
        Cover(turn, order, track.Seen(report.UpdateTime.ToUnixTimeMilliseconds(), Math.Min(report.Executed, order.State.Filled)));
        Forget(turn, id);
    }

    /// <summary>Journals a fill that is seen for the first time and tells the hub.</summary>
    public static void Record(Turn turn, Fill fill)
    {
        turn.State = turn.State with { Trades = turn.State.Trades.With(fill.Symbol, fill.TradeId) };
        turn.Record(new FillRecorded(fill) { At = turn.Now, Actor = Actors.Exchange });
        turn.Do(new Effect.Publish(HubEvents.Fill, FillViews.Of(fill)));
    }

    /// <summary>There is news of a symbol's position.</summary>
    public static void PositionKnown(Turn turn, Symbol symbol)
    {
        foreach (var (id, track) in turn.State.Fills)
        {
            if (track.Waiting.IsEmpty || turn.Ledger.Find(id) is not { } order || order.Intent.Symbol != symbol) continue;
            Cover(turn, order, track);
            Forget(turn, id);
        }
    }

    /// <summary>
    /// The whole account was read at <paramref name="readAt"/>: its positions hold everything that was known to have filled before. What
    /// has moved since then keeps counting as working until the next news, and so does what the stream told of the position meanwhile.
    /// </summary>
    public static void AllBooked(Turn turn, DateTimeOffset readAt, IReadOnlySet<Symbol> toldByStream)
    {
        foreach (var (id, track) in turn.State.Fills)
        {
            if (turn.Ledger.Find(id) is not { } order)
            {
                turn.State = turn.State with { Fills = turn.State.Fills.Remove(id) };
                continue;
            }
            var symbol = order.Intent.Symbol;
            var covered = track.CoveredBefore(turn.State.Exchange.PositionTimeOf(symbol));
            if (order.UpdatedAt <= readAt && !toldByStream.Contains(symbol)) covered = covered.Holding(order.State.Filled);
            turn.State = turn.State with { Fills = turn.State.Fills.SetItem(id, covered) };
            Forget(turn, id);
        }
    }

    /// <summary>
    /// Fills are known that no news of the position has covered for a while: a stream that says nothing looks like a quiet account, so the
    /// account is read.
    /// </summary>
    public static void AskForLatePositions(Turn turn)
    {
        if (turn.Now - turn.State.LateAskedAt < LateAgainAfter || !turn.State.Fills.Any(pair => IsLate(turn, pair.Key, pair.Value))) return;
        turn.State = turn.State with { LateAskedAt = turn.Now };
        turn.Do(new Effect.Reconcile("news of a position is late"));
    }

    /// <summary>Whether a fill is known that no news of its position has covered yet.</summary>
    public static bool AreAwaited(AccountState state) =>
        state.Fills.Any(pair => state.Ledger.Find(pair.Key) is { } order && order.State.Filled > pair.Value.Booked);

    private static bool IsLate(Turn turn, ClientOrderId id, FillTrack track) =>
        turn.Ledger.Find(id) is { } order && order.State.Filled > track.Booked && turn.Now - order.UpdatedAt > LateAfter;

    /// <summary>Stops tracking an order that is closed and wholly in the position.</summary>
    public static void Forget(Turn turn, ClientOrderId id)
    {
        if (turn.State.Fills.TryGetValue(id, out var track) && turn.Ledger.Closed.GetValueOrDefault(id) is { } closed
            && track.Booked >= closed.State.Filled)
        {
            turn.State = turn.State with { Fills = turn.State.Fills.Remove(id) };
        }
    }

    private static void Cover(Turn turn, Order order, FillTrack track)
    {
        var (id, symbol) = (order.Intent.ClientOrderId, order.Intent.Symbol);
        var exchange = turn.State.Exchange;
        track = track.CoveredBefore(exchange.PositionTimeOf(symbol));
        if (exchange.PositionSteps.TryGetValue(symbol, out var step) && step.Room * order.Intent.Side.Sign() > 0)
        {
            var after = track.CoveredAt(step.Time, Math.Abs(step.Room));
            var used = order.Intent.Side.Sign() * (after.Booked - track.Booked);
            exchange = exchange with { PositionSteps = exchange.PositionSteps.SetItem(symbol, step with { Room = step.Room - used }) };
            track = after;
        }
        turn.State = turn.State with { Exchange = exchange, Fills = turn.State.Fills.SetItem(id, track) };
    }

    /// <summary>A fill as the journal keeps it.</summary>
    public static Fill FillOf(TradeReport trade, ClientOrderId id) => new()
    {
        Symbol = trade.Symbol,
        TradeId = trade.TradeId,
        OrderId = trade.OrderId,
        ClientOrderId = id,
        Side = trade.Side,
        Price = trade.Price,
        Quantity = trade.Quantity,
        Fee = trade.Fee,
        FeeAsset = trade.FeeAsset,
        RealizedPnl = trade.RealizedPnl,
        Maker = trade.Maker,
        Time = trade.Time,
    };
}
