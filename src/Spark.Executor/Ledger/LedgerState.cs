using System.Collections.Immutable;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Ledger;

/// <summary>
/// What the journal remembers of an account. It changes by <see cref="LedgerFold"/> only, so that a restart finds exactly what was known.
/// </summary>
internal sealed record LedgerState
{
    public static LedgerState Empty { get; } = new();

    /// <summary>Every order that isn't closed, by the id that it was journalled under.</summary>
    public ImmutableDictionary<ClientOrderId, Order> Open { get; init; } = ImmutableDictionary<ClientOrderId, Order>.Empty;

    /// <summary>Orders closed in the last 24 h.</summary>
    public ImmutableDictionary<ClientOrderId, Order> Closed { get; init; } = ImmutableDictionary<ClientOrderId, Order>.Empty;

    /// <summary>The exchange's ids of both. Order ids are unique per symbol only.</summary>
    public ImmutableDictionary<ExchangeOrderId, ClientOrderId> ByOrderId { get; init; } = ImmutableDictionary<ExchangeOrderId, ClientOrderId>.Empty;

    public BreakerState Breaker { get; init; } = BreakerState.Closed;

    public TradingDay Day { get; init; } = TradingDay.None;

    public OutcomeBook Outcomes { get; init; } = OutcomeBook.Empty;

    public CanaryBook Canaries { get; init; } = CanaryBook.Empty;

    public PositionBook Positions { get; init; } = PositionBook.Empty;

    /// <summary>Null when none is under way.</summary>
    public FlattenState? Flatten { get; init; }

    /// <summary>When the most recent orders were approved, oldest first: the order rate's window.</summary>
    public ImmutableQueue<DateTimeOffset> OrderTimes { get; init; } = [];

    /// <summary>The order under <paramref name="id"/>, open or recently closed.</summary>
    public Order? Find(ClientOrderId id) => Open.GetValueOrDefault(id) ?? Closed.GetValueOrDefault(id);

    /// <summary>The plain order that the exchange calls <paramref name="orderId"/>, or the conditional one that became it.</summary>
    public Order? Find(Symbol symbol, long orderId) => Find(new ExchangeOrderId(symbol, orderId, Algo: false));

    /// <summary>The conditional order that the algo service calls <paramref name="algoId"/>.</summary>
    public Order? FindAlgo(Symbol symbol, long algoId) => Find(new ExchangeOrderId(symbol, algoId, Algo: true));

    private Order? Find(ExchangeOrderId key) => ByOrderId.TryGetValue(key, out var id) ? Find(id) : null;
}
