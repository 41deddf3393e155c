using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Executor.Notifications;
using Spark.Guardrails.Breaker;

namespace Spark.Executor.Account;

/// <summary>
/// What the exchange tells of orders, by answer, stream or query, whichever comes first. An unknown outcome is settled by proof only:
/// a report that the order exists, or the proof that it can't.
/// </summary>
internal static class OrderNews
{
    /// <summary>Pause between two queries for an order of unknown outcome.</summary>
    private static readonly TimeSpan QueryPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AlertAfter = TimeSpan.FromSeconds(60);

    public static void Answered(Turn turn, AccountMessage.OrderAnswered message)
    {
        var actor = Actors.Exchange;
        switch (message.Result)
        {
            case PlaceResult.Accepted accepted:
                if (message.Algo is { } algo) AlgoNews.Report(turn, algo, "answer");
                else Report(turn, accepted.Order, "answer");
                if (turn.Ledger.Open.GetValueOrDefault(message.Id) is { State: OrderState.Sent }) Lost(turn, message.Id, "the answer spoke of another order", message.WindowEnds);
                break;
            case PlaceResult.Rejected rejected when MayBeRefused(turn, message.Id):
                turn.Record(new OrderRejected(message.Id, rejected.Error.Code ?? 0, rejected.Error.Message) { At = turn.Now, Actor = actor });
                NeverPlaced(turn, message.Id);
                break;
            case PlaceResult.NotSent notSent when MayBeRefused(turn, message.Id):
                turn.Record(new OrderNotSent(message.Id, notSent.Why) { At = turn.Now, Actor = Actors.Spark, HeldBack = notSent.IsHeldBack });
                NeverPlaced(turn, message.Id);
                break;
            case PlaceResult.Rejected or PlaceResult.NotSent:
                Contradicted(turn, turn.Ledger.Find(message.Id), $"{message.Result.GetType().Name} by the answer");
                break;
            case PlaceResult.Unknown unknown:
                Lost(turn, message.Id, unknown.Why, message.WindowEnds);
                break;
        }
        PositionCloses.Answered(turn, message);
        Reply(turn, message);
    }

    /// <summary>An order's answer is lost: it counts towards every limit until it is settled.</summary>
    public static void Lost(Turn turn, ClientOrderId id, string why, long windowEnds)
    {
        turn.Record(new OrderAnswerLost(id, why) { At = turn.Now, Actor = Actors.Spark });
        if (turn.Ledger.Open.GetValueOrDefault(id) is not { State: OrderState.Unknown } order) return;
        turn.State = turn.State with { Absences = turn.State.Absences.SetItem(id, new AbsenceProof(windowEnds, null)) };
        LookUp(turn, order, TimeSpan.Zero);
        turn.Do(new Effect.Publish(HubEvents.Order, OrderViews.Of(order)));
    }

    /// <summary>Asks the exchange for an order, unless it is being asked already.</summary>
    public static bool LookUp(Turn turn, Order order, TimeSpan after)
    {
        var id = order.Intent.ClientOrderId;
        if (turn.State.LookingUp.Contains(id)) return false;
        turn.State = turn.State with { LookingUp = turn.State.LookingUp.Add(id) };
        turn.Do(new Effect.LookUp(order.Intent.Symbol, id, order.ActualOrderId ?? order.OrderId, after) { Algo = order.IsInAlgoService });
        return true;
    }

    public static void LookedUp(Turn turn, AccountMessage.LookedUp message)
    {
        turn.State = turn.State with { LookingUp = turn.State.LookingUp.Remove(message.Id) };
        if (message.Result is ExchangeResult<OrderReport>.Ok ok) Report(turn, ok.Value, "query");
        else NotSeen(turn, message.Id, (message.Result as ExchangeResult<OrderReport>.Refused)?.Error, message.AskedAtLeast);
    }

    public static void LookedUp(Turn turn, AccountMessage.AlgoLookedUp message)
    {
        turn.State = turn.State with { LookingUp = turn.State.LookingUp.Remove(message.Id) };
        if (message.Result is ExchangeResult<AlgoOrderReport>.Ok ok) AlgoNews.Report(turn, ok.Value, "query");
        else NotSeen(turn, message.Id, (message.Result as ExchangeResult<AlgoOrderReport>.Refused)?.Error, message.AskedAtLeast);
        Cancels.FollowedInVain(turn, message.Id);
    }

    private static void NotSeen(Turn turn, ClientOrderId id, ExchangeError? error, long askedAtLeast)
    {
        if (turn.Ledger.Find(id) is not { } order) return;
        switch (error, order.State)
        {
            case ({ Kind: ExchangeErrorKind.UnknownOrder }, OrderState.Unknown):
                Absent(turn, order, askedAtLeast);
                return;
            case ({ Kind: ExchangeErrorKind.UnknownOrder }, OrderState.Working):
                Forgotten(turn, order, askedAtLeast);
                return;
            case (null, _) when turn.State.Absences.GetValueOrDefault(id) is { } proof:
                // What was seen over a connection that has failed since proves nothing.
                turn.State = turn.State with { Absences = turn.State.Absences.SetItem(id, proof with { FirstAbsentAt = null }) };
                break;
        }
        if (order.State is OrderState.Unknown or OrderState.Working) AskAgain(turn, order);
    }

    /// <summary>Takes in a report of an order from anywhere; foreign orders are adopted.</summary>
    public static void Report(Turn turn, OrderReport report, string source)
    {
        if (report.Status is not { } status) return;
        if (Find(turn, report) is not { } order)
        {
            Adopt(turn, AsPlain(report), status);
            AskAfterTrigger(turn, report);
        }
        else Apply(turn, order, order.Intent.Type.IsConditional() ? AsConditional(report, order) : report, source);
    }

    /// <summary>Takes in a report of an order that the ledger has, under the id that the ledger knows it by.</summary>
    public static void Apply(Turn turn, Order order, OrderReport report, string source)
    {
        var (id, status) = (order.Intent.ClientOrderId, report.Status!.Value);
        if (order.State is OrderState.Working) turn.State = turn.State with { Absences = turn.State.Absences.Remove(id) };
        if (IsAmended(order, report))
        {
            Amend(turn, order, report, status);
            return;
        }
        switch (OrderLifecycle.Apply(order.State, new OrderEvent.Reported(report.OrderId, status, report.Executed), order.Intent.Quantity))
        {
            case OrderTransition.Moved:
                turn.Record(new OrderReported(id, report.OrderId, status, report.Executed, report.AveragePrice, source) { At = turn.Now, Actor = Actors.Exchange });
                Settled(turn, id);
                break;
            case OrderTransition.Stale when report.AveragePrice is not null && order.AveragePrice != report.AveragePrice && report.Executed == order.State.Filled:
                turn.Record(new OrderReported(id, report.OrderId, status, report.Executed, report.AveragePrice, source) { At = turn.Now, Actor = Actors.Exchange });
                turn.Do(new Effect.Publish(HubEvents.Order, OrderViews.Of(turn.Ledger.Find(id)!)));
                break;
            case OrderTransition.Anomaly { State: OrderState.Closed { Reason: CloseReason.NotPlaced or CloseReason.Rejected or CloseReason.Forgotten } }:
                Risen(turn, order, report, status);
                break;
            case OrderTransition.Anomaly anomaly:
                turn.Record(new OrderAnomaly(id, anomaly.State.ToString()!, anomaly.Happened.ToString()!) { At = turn.Now, Actor = Actors.Exchange });
                // A query is what a reconciliation would make: asking again at once would only go round in circles.
                if (source != "query") turn.Do(new Effect.Reconcile("anomaly"));
                else Breakers.OpenFor(turn, BreakerReasonKind.Reconciliation, new(
                    $"Order {id} of {order.Intent.Symbol} is not what the exchange says", $"{order.Intent.Symbol} için {id} emri borsanın dediği gibi değil"));
                break;
        }
        if (turn.Ledger.Find(id) is { } now) FillNews.Reported(turn, now, report);
    }

    /// <summary>The ledger's order that a report speaks of.</summary>
    public static Order? Find(Turn turn, OrderReport report) =>
        turn.Ledger.Find(report.Symbol, report.OrderId)
        ?? (ClientOrderId.TryParse(report.ClientOrderId, out var id) && turn.Ledger.Find(id) is { } order && order.Intent.Symbol == report.Symbol
            && !order.Intent.Type.IsConditional() && (order.OrderId is null || order.OrderId == report.OrderId) ? order : null);

    // What is in the book waits for no trigger any more, whatever it was placed as.
    private static OrderReport AsPlain(OrderReport report) => report.Type is { } type && type.IsConditional()
        ? report with { Type = type.IsPriced() ? OrderType.Limit : OrderType.Market, StopPrice = null } : report;

    // A triggered order keeps the id, type and prices under which it was placed.
    private static OrderReport AsConditional(OrderReport report, Order order) => report with { OrderId = order.OrderId ?? report.OrderId, Price = order.Intent.Price };

    // A plain order that nobody placed may be what a conditional one has become: the algo service knows.
    private static void AskAfterTrigger(Turn turn, OrderReport report)
    {
        foreach (var order in turn.Ledger.Open.Values)
        {
            if (order.IsInAlgoService && order.OrderId is not null && order.Intent.Symbol == report.Symbol && order.Intent.Side == report.Side) LookUp(turn, order, TimeSpan.Zero);
        }
    }

    /// <summary>An unknown order is waited for this long before an operator hears of it, once; it is never settled by age.</summary>
    public static void AlertOfOldUnknowns(Turn turn)
    {
        var told = turn.State.UnknownsTold;
        if (!told.IsEmpty) told = told.Except(told.Where(id => turn.Ledger.Open.GetValueOrDefault(id) is not { State: OrderState.Unknown }));
        foreach (var (id, order) in turn.Ledger.Open)
        {
            if (order.State is not OrderState.Unknown unknown || turn.Now - unknown.Since < AlertAfter || told.Contains(id)) continue;
            told = told.Add(id);
            turn.Do(new Effect.Alert(Alerts.OrderUnknown(order, turn.Now)));
        }
        if (told != turn.State.UnknownsTold) turn.State = turn.State with { UnknownsTold = told };
    }

    /// <summary>Takes over an order that Spark did not place.</summary>
    public static void Adopt(Turn turn, OrderReport report, OrderStatus status)
    {
        var intent = ForeignOrders.IntentOf(report);
        // Other clients may use an id again once its order is closed: the ledger's order keeps it.
        if (turn.Ledger.Find(intent.ClientOrderId) is not null) intent = intent with { ClientOrderId = ForeignOrders.IdOf(report.OrderId, intent.Type.IsConditional()), Origin = OrderOrigin.Foreign };
        TakeOver(turn, intent, report, status);
    }

    private static void TakeOver(Turn turn, OrderIntent intent, OrderReport report, OrderStatus status)
    {
        var id = intent.ClientOrderId;
        turn.Record(new OrderAdopted(intent, report.OrderId, status, report.Executed, report.AveragePrice) { At = turn.Now, Actor = Actors.Exchange });
        if (!turn.State.Fills.ContainsKey(id)) turn.State = turn.State with { Fills = turn.State.Fills.Add(id, new FillTrack()) };
        if (turn.Ledger.Find(id) is { } order) FillNews.Reported(turn, order, report);
        Settled(turn, id);
    }

    // Another client may change the size of an order that rests: limits count what the exchange holds.
    private static bool IsAmended(Order order, OrderReport report) =>
        order.State is OrderState.Working working && working.OrderId == report.OrderId && report.Quantity > 0
        && report.Quantity != order.Intent.Quantity && report.Executed >= working.FilledQuantity;

    private static void Amend(Turn turn, Order order, OrderReport report, OrderStatus status) =>
        TakeOver(turn, order.Intent with { Quantity = report.Quantity, Price = report.Price ?? order.Intent.Price }, report, status);

    // An order that was taken for refused or absent is there after all. The exchange is right: it counts from now on.
    private static void Risen(Turn turn, Order order, OrderReport report, OrderStatus status)
    {
        var happened = new OrderEvent.Reported(report.OrderId, status, report.Executed);
        Contradicted(turn, order, happened.ToString());
        TakeOver(turn, order.Intent, report, status);
    }

    private static void Contradicted(Turn turn, Order? order, string happened)
    {
        if (order is null) return;
        turn.Record(new OrderAnomaly(order.Intent.ClientOrderId, order.State.ToString()!, happened) { At = turn.Now, Actor = Actors.Exchange });
        turn.Do(new Effect.Alert(Alerts.OrderContradicted(order, turn.Now)));
        Breakers.OpenFor(turn, BreakerReasonKind.Reconciliation, new(
            $"The exchange contradicts itself on order {order.Intent.ClientOrderId} of {order.Intent.Symbol}",
            $"Borsa {order.Intent.Symbol} için {order.Intent.ClientOrderId} emrinde kendisiyle çelişiyor"));
    }

    private static bool MayBeRefused(Turn turn, ClientOrderId id) => turn.Ledger.Find(id) is not { State: OrderState.Working or OrderState.Closed };

    private static void NeverPlaced(Turn turn, ClientOrderId id)
    {
        turn.State = turn.State with { Fills = turn.State.Fills.Remove(id) };
        if (turn.Ledger.Find(id) is { } order) turn.Do(new Effect.Publish(HubEvents.Order, OrderViews.Of(order)));
    }

    /// <summary>Tells of an order that has moved, and drops what was kept while it was in doubt.</summary>
    public static void Settled(Turn turn, ClientOrderId id)
    {
        turn.State = turn.State with { Absences = turn.State.Absences.Remove(id) };
        FillNews.Forget(turn, id);
        if (turn.Ledger.Find(id) is { } order) turn.Do(new Effect.Publish(HubEvents.Order, OrderViews.Of(order)));
        Canaries.Settled(turn, id);
    }

    private static void Absent(Turn turn, Order order, long askedAtLeast)
    {
        var id = order.Intent.ClientOrderId;
        var proof = turn.State.Absences.GetValueOrDefault(id) ?? new AbsenceProof(askedAtLeast, null);
        if (askedAtLeast > proof.WindowEnds && proof.FirstAbsentAt is { } first && askedAtLeast - first >= (long)QueryPause.TotalMilliseconds)
        {
            turn.Record(new OrderProvedAbsent(id) { At = turn.Now, Actor = Actors.Exchange });
            turn.State = turn.State with { Fills = turn.State.Fills.Remove(id) };
            Settled(turn, id);
            return;
        }
        if (askedAtLeast > proof.WindowEnds && proof.FirstAbsentAt is null) proof = proof with { FirstAbsentAt = askedAtLeast };
        turn.State = turn.State with { Absences = turn.State.Absences.SetItem(id, proof) };
        AskAgain(turn, order);
    }

    // It was in the book, isn't in the list of open orders, and the exchange doesn't know it: only its purging of what is long over
    // explains that. One answer may be a hiccup, two are none.
    private static void Forgotten(Turn turn, Order order, long askedAtLeast)
    {
        var id = order.Intent.ClientOrderId;
        if (turn.State.Absences.GetValueOrDefault(id)?.FirstAbsentAt is not { } first || askedAtLeast - first < (long)QueryPause.TotalMilliseconds)
        {
            var proof = turn.State.Absences.GetValueOrDefault(id) ?? new AbsenceProof(0, null);
            turn.State = turn.State with { Absences = turn.State.Absences.SetItem(id, proof with { FirstAbsentAt = proof.FirstAbsentAt ?? askedAtLeast }) };
            AskAgain(turn, order);
            return;
        }
        turn.Record(new OrderForgotten(id) { At = turn.Now, Actor = Actors.Exchange });
        turn.Do(new Effect.Alert(Alerts.OrderVanished(order, turn.Now)));
        Settled(turn, id);
    }

    private static void AskAgain(Turn turn, Order order) => LookUp(turn, order, QueryPause);

    private static void Reply(Turn turn, AccountMessage.OrderAnswered message)
    {
        if (!turn.State.Waiting.TryGetValue(message.Id, out var waiter)) return;
        turn.State = turn.State with { Waiting = turn.State.Waiting.Remove(message.Id) };
        if (turn.Ledger.Find(message.Id) is not { } order) return;
        switch (order.State, message.Result)
        {
            case (OrderState.Unknown or OrderState.Sent, _):
                turn.Answer(waiter.Ticket, waiter.OutcomeKey, StatusCodes.Status503ServiceUnavailable, OrderReplies.Unknown(turn.Now, order));
                break;
            case (OrderState.Closed { Reason: CloseReason.Rejected }, PlaceResult.Rejected rejected):
                Canaries.NotApplied(turn, waiter, rejected.Error.Message);
                turn.Answer(waiter.Ticket, waiter.OutcomeKey, StatusCodes.Status502BadGateway,
                    OrderReplies.Rejected(turn.Now, order, rejected.Error.Code ?? 0, rejected.Error.Message));
                break;
            case (OrderState.Closed { Reason: CloseReason.NotPlaced }, PlaceResult.NotSent { IsHeldBack: true } held):
                Canaries.NotApplied(turn, waiter, "held back");
                turn.Answer(waiter.Ticket, waiter.OutcomeKey, StatusCodes.Status429TooManyRequests,
                    OrderReplies.NotSent(turn.Now, order, "TooManyRequests", $"{held.Why} The order was not sent."));
                break;
            case (OrderState.Closed { Reason: CloseReason.NotPlaced }, PlaceResult.NotSent):
                Canaries.NotApplied(turn, waiter, "not sent");
                turn.Answer(waiter.Ticket, waiter.OutcomeKey, StatusCodes.Status503ServiceUnavailable,
                    OrderReplies.NotSent(turn.Now, order, "ExchangeUnreachable", "The exchange can't be reached; the order was not sent."));
                break;
            case (_, PlaceResult.Rejected or PlaceResult.NotSent):
                turn.Answer(waiter.Ticket, waiter.OutcomeKey, StatusCodes.Status503ServiceUnavailable, OrderReplies.Unknown(turn.Now, order));
                break;
            case (_, _) when waiter.CanaryId is { } canaryId:
                turn.Answer(waiter.Ticket, waiter.OutcomeKey, StatusCodes.Status200OK, Canaries.AppliedReply(turn, canaryId, order));
                break;
            default:
                turn.Answer(waiter.Ticket, waiter.OutcomeKey, StatusCodes.Status200OK,
                    new PlaceOrderResponse { DryRun = false, Ack = true, Order = OrderViews.Of(order), Timestamp = turn.Now });
                break;
        }
    }
}
