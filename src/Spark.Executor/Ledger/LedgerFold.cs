using Spark.Domain.Orders;
using Spark.Executor.Automation;
using Spark.Executor.Journal;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Ledger;

/// <summary>The ledger's state as a fold over journal entries: one function for the live run and for the restart.</summary>
internal static class LedgerFold
{
    private static readonly TimeSpan KeepClosed = TimeSpan.FromHours(24);

    private const int MostGuardrails = 50;

    // The longest order-rate window that settings allow.
    private static readonly TimeSpan KeepOrderTimes = TimeSpan.FromMinutes(5);

    /// <summary>The state after <paramref name="entry"/>.</summary>
    public static LedgerState Apply(LedgerState state, JournalEntry entry) => entry switch
    {
        OrderIntended e => Intend(state, e),
        OrderAdopted e => Adopt(state, e),
        OrderReported e => Move(state, e.ClientOrderId, new OrderEvent.Reported(e.OrderId, e.Status, e.Filled), e.At, e),
        OrderRejected e => Failed(Move(state, e.ClientOrderId, new OrderEvent.Refused(), e.At), ExchangeFailures.IsFailure(e.Code)),
        OrderAnswerLost e => Failed(Move(state, e.ClientOrderId, new OrderEvent.AnswerLost(e.At), e.At)),
        OrderProvedAbsent e => Move(state, e.ClientOrderId, new OrderEvent.ProvedAbsent(), e.At),
        OrderTriggered e => Trigger(state, e),
        OrderForgotten e => Move(state, e.ClientOrderId, new OrderEvent.Forgotten(), e.At),
        OrderNotSent e => Failed(Move(state, e.ClientOrderId, new OrderEvent.NotSent(), e.At), !e.HeldBack),
        CancelRequested e => CancelAsked(state, e.Symbol, e.OrderId, e.ClientOrderId, asked: true),
        CancelAnswered { Result: "failed" } e => CancelAsked(state, e.Symbol, e.OrderId, e.ClientOrderId, asked: false),
        ActionCarried e => state with { Outcomes = state.Outcomes.With(OutcomeOf(e)) },
        ActionAnswered e => state with { Outcomes = state.Outcomes.WithAnswer(e.OutcomeKey, e.Status, e.Body) },
        CanaryRan e => state with { Canaries = state.Canaries.Add(e.Canary) },
        CanaryMoved e => state with { Canaries = Moved(state.Canaries, e) },
        CanaryBreached e => state with { Canaries = state.Canaries.Breach(e.CanaryId, e.At, e.Breach, e.Seen) },
        BreakerChanged e => state with { Breaker = e.Breaker },
        PnlRecorded e => state with { Breaker = e.Breaker },
        DayOpened e => state with { Day = OpenDay(state.Day, e) },
        FillRecorded e => state with { Positions = state.Positions.With(e.Fill), Canaries = state.Canaries.UnderWay.IsEmpty ? state.Canaries : state.Canaries.Filled(e.Fill) },
        Reconciled { ReadFrom: > 0 } e => state with { Positions = state.Positions.Agreed(e.ReadFrom, e.Held ?? []) },
        SettingsInForce e => state with { Breaker = state.Breaker with { Enabled = e.CircuitBreakerEnabled } },
        AutomaticAction { Action: AutomaticAction.Flatten } e =>
            state with { Flatten = e.Phase == AutomaticAction.Started ? new FlattenState(e.Id, e.At, e.Cause, 0) : null },
        GuardrailActed e => state with { Guardrails = [.. state.Guardrails.TakeLast(MostGuardrails - 1), e] },
        TransferSeen { TransactionId: null } e => state with { Day = state.Day.With(new SeenTransfer(e.Time, e.Amount, e.Reason, null)) },
        TransferSeen e => state with { Day = state.Day.With(new SeenTransfer(e.Time, e.Amount, null, e.TransactionId, e.Reason)) },
        TransferConfirmed e => state with { Day = state.Day.Confirmed(e.Amount, e.Time, e.Reason, e.TransactionId) },
        _ => state,
    };

    private static LedgerState Intend(LedgerState state, OrderIntended entry)
    {
        var times = state.OrderTimes.Enqueue(entry.At);
        while (entry.At - times.Peek() > KeepOrderTimes) times = times.Dequeue();
        return state with
        {
            Open = state.Open.SetItem(entry.Intent.ClientOrderId, new Order(entry.Intent, new OrderState.Sent(), entry.At)),
            OrderTimes = times,
            Flatten = entry.Automatic is { } id && state.Flatten is { } flatten && flatten.Id == id ? flatten with { Orders = flatten.Orders + 1 } : state.Flatten,
            Canaries = entry.Automatic is { } canary ? state.Canaries.Closing(canary) : state.Canaries,
        };
    }

    private static LedgerState Adopt(LedgerState state, OrderAdopted entry)
    {
        var adopted = new Order(entry.Intent, new OrderState.Working(entry.OrderId, 0), entry.At) { ActualOrderId = state.Find(entry.Intent.ClientOrderId)?.ActualOrderId };
        return Move(Put(state, adopted), entry.Intent.ClientOrderId, new OrderEvent.Reported(entry.OrderId, entry.Status, entry.Filled), entry.At,
            new OrderReported(entry.Intent.ClientOrderId, entry.OrderId, entry.Status, entry.Filled, entry.AveragePrice, "adopted") { At = entry.At, Actor = entry.Actor });
    }

    /// <summary>Every id under which the exchange may speak of an order.</summary>
    public static IEnumerable<ExchangeOrderId> KeysOf(Order order)
    {
        if (order.OrderId is { } id) yield return new ExchangeOrderId(order.Intent.Symbol, id, order.Intent.Type.IsConditional());
        if (order.ActualOrderId is { } actual) yield return new ExchangeOrderId(order.Intent.Symbol, actual, Algo: false);
    }

    // The plain order may have been seen, and adopted, before it was known where it came from: it was this one all the time.
    private static LedgerState Trigger(LedgerState state, OrderTriggered entry)
    {
        if (state.Find(entry.ClientOrderId) is not { } order) return state;
        var seen = state.Find(order.Intent.Symbol, entry.ActualOrderId);
        if (seen is null || seen.Intent.ClientOrderId == entry.ClientOrderId) return Put(state, order with { ActualOrderId = entry.ActualOrderId });
        var other = seen.Intent.ClientOrderId;
        var joined = order with { ActualOrderId = entry.ActualOrderId, Intent = order.Intent with { Quantity = seen.Intent.Quantity } };
        state = Put(state with { Open = state.Open.Remove(other), Closed = state.Closed.Remove(other) }, joined);
        return order.OrderId is { } algoId && seen.Status is { } status
            ? Move(state, entry.ClientOrderId, new OrderEvent.Reported(algoId, status, seen.State.Filled), entry.At,
                new OrderReported(entry.ClientOrderId, algoId, status, seen.State.Filled, seen.AveragePrice, "triggered") { At = entry.At, Actor = entry.Actor })
            : state;
    }

    private static LedgerState Move(LedgerState state, ClientOrderId id, OrderEvent happened, DateTimeOffset at, OrderReported? report = null)
    {
        if (state.Find(id) is not { } order) return state;
        var moved = OrderLifecycle.Apply(order.State, happened, order.Intent.Quantity) as OrderTransition.Moved;
        if (moved is null && report is null) return state;
        return Put(state, order with
        {
            State = moved?.To ?? order.State,
            UpdatedAt = at,
            Status = moved is not null && report is not null ? report.Status : order.Status,
            AveragePrice = report?.AveragePrice ?? order.AveragePrice,
        });
    }

    private static LedgerState Put(LedgerState state, Order order)
    {
        var id = order.Intent.ClientOrderId;
        var byOrderId = state.ByOrderId.SetItems(KeysOf(order).Select(key => KeyValuePair.Create(key, id)));
        return order.State.IsClosed
            ? Sweep(state with { Open = state.Open.Remove(id), Closed = state.Closed.SetItem(id, order), ByOrderId = byOrderId }, order.UpdatedAt)
            : state with { Open = state.Open.SetItem(id, order), Closed = state.Closed.Remove(id), ByOrderId = byOrderId };
    }

    private static LedgerState Sweep(LedgerState state, DateTimeOffset now)
    {
        if (state.Closed.Count % 64 != 0) return state;
        var old = state.Closed.Values.Where(order => now - order.UpdatedAt > KeepClosed).ToArray();
        return old.Length == 0 ? state : state with
        {
            Closed = state.Closed.RemoveRange(old.Select(order => order.Intent.ClientOrderId)),
            ByOrderId = state.ByOrderId.RemoveRange(old.SelectMany(KeysOf)),
        };
    }

    private static LedgerState CancelAsked(LedgerState state, Domain.Markets.Symbol symbol, long? orderId, ClientOrderId? id, bool asked)
    {
        var order = id is { } known ? state.Open.GetValueOrDefault(known) : orderId is { } number ? state.Find(symbol, number) : null;
        return order is null || order.State.IsClosed || order.CancelAsked == asked ? state
            : state with { Open = state.Open.SetItem(order.Intent.ClientOrderId, order with { CancelAsked = asked }) };
    }

    private static CanaryBook Moved(CanaryBook canaries, CanaryMoved entry) =>
        canaries.Find(entry.CanaryId) is null ? canaries : canaries.Apply(entry.CanaryId, entry.Happened, entry.Outcome, entry.At, entry.Seen).After;

    // Failed calls about any order of the account are held against the canaries that are under way.
    private static LedgerState Failed(LedgerState state, bool isFailure = true) =>
        isFailure && !state.Canaries.UnderWay.IsEmpty ? state with { Canaries = state.Canaries.Failed() } : state;

    private static TradingDay OpenDay(TradingDay day, DayOpened entry) => day.Day == entry.Day
        ? day with { OpeningBalance = entry.OpeningBalance, OpenedAt = entry.WalletTime }
        : new TradingDay(entry.Day, entry.OpeningBalance, entry.WalletTime, 0);

    private static Outcome OutcomeOf(ActionCarried entry) => new()
    {
        Key = entry.OutcomeKey,
        Path = entry.Path,
        Digest = entry.Digest,
        Actor = entry.Actor,
        At = entry.At,
        ClientOrderId = entry.ClientOrderId,
        CanaryId = entry.CanaryId,
        IdempotencyScope = entry.IdempotencyScope,
        TokenHash = entry.TokenHash,
        Confirmed = entry.Confirmed,
    };
}
