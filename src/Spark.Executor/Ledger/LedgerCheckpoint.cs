using System.Collections.Immutable;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Canary;
using Spark.Domain.Orders;

namespace Spark.Executor.Ledger;

/// <summary>A ledger's state as it is stored: plain lists.</summary>
internal sealed record LedgerCheckpoint
{
    public required IReadOnlyList<StoredOrder> Orders { get; init; }

    public required BreakerState Breaker { get; init; }

    public required TradingDay Day { get; init; }

    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    public required IReadOnlyList<Canary> Canaries { get; init; }

    public required IReadOnlyList<DateTimeOffset> OrderTimes { get; init; }

    public long PositionsReadFrom { get; init; }

    public IReadOnlyList<HeldPosition> Positions { get; init; } = [];

    /// <summary>Fills that came after those positions.</summary>
    public IReadOnlyList<Fill> FillsSince { get; init; } = [];

    public FlattenState? Flatten { get; init; }

    public static LedgerCheckpoint Of(LedgerState state) => new()
    {
        Orders = [.. state.Open.Values.Concat(state.Closed.Values).Select(StoredOrder.Of)],
        Breaker = state.Breaker,
        Day = state.Day,
        Outcomes = [.. state.Outcomes.ByKey.Values],
        Canaries = [.. state.Canaries.All],
        OrderTimes = [.. state.OrderTimes],
        PositionsReadFrom = state.Positions.ReadFrom,
        Positions = [.. state.Positions.Held.Values.OrderBy(held => held.Symbol)],
        FillsSince = [.. state.Positions.Since.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Values)],
        Flatten = state.Flatten,
    };

    public LedgerState Restore()
    {
        var orders = Orders.Select(stored => stored.Restore()).ToArray();
        return new LedgerState
        {
            Open = ImmutableDictionary.CreateRange(orders.Where(o => !o.State.IsClosed).Select(o => KeyValuePair.Create(o.Intent.ClientOrderId, o))),
            Closed = ImmutableDictionary.CreateRange(orders.Where(o => o.State.IsClosed).Select(o => KeyValuePair.Create(o.Intent.ClientOrderId, o))),
            ByOrderId = ImmutableDictionary.CreateRange(orders.SelectMany(o => LedgerFold.KeysOf(o).Select(key => KeyValuePair.Create(key, o.Intent.ClientOrderId)))),
            Breaker = Breaker,
            Day = Day,
            Outcomes = Outcomes.OrderBy(outcome => outcome.At).Aggregate(OutcomeBook.Empty, (book, outcome) => book.With(outcome)),
            Canaries = CanaryBook.Restore(Canaries),
            OrderTimes = ImmutableQueue.CreateRange(OrderTimes),
            Positions = FillsSince.Aggregate(PositionBook.Empty.Agreed(PositionsReadFrom, Positions), (book, fill) => book.With(fill)),
            Flatten = Flatten,
        };
    }
}
