using System.Collections.Immutable;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Account;

/// <summary>Cancels: one order or all. They go out even when the journal can't be written; each part's outcome is told.</summary>
internal static class Cancels
{
    public static void One(Turn turn, Asked asked, ActionRequest.OrderReference reference)
    {
        var order = Find(turn, reference);
        if (order is not null && (order.State.IsClosed || order.Intent.Symbol != reference.Symbol))
        {
            Refusals.With(turn, asked, StatusCodes.Status409Conflict, new ErrorResponse("OrderClosed",
                order.Intent.Symbol != reference.Symbol
                    ? $"That order is of {order.Intent.Symbol}, not of {reference.Symbol}."
                    : "The order is closed already: there is nothing to cancel.")
            { Order = OrderViews.Of(order) });
            return;
        }
        var target = order is null
            ? new CancelView { Symbol = reference.Symbol.Value, OrderId = reference.OrderId, ClientOrderId = reference.ClientOrderId?.Value, Result = "wouldCancel" }
            : Would(order);
        Run(turn, asked, [target], $"Cancel order {reference.ClientOrderId?.Value ?? reference.OrderId?.ToString(System.Globalization.CultureInfo.InvariantCulture)} of {reference.Symbol}", single: true);
    }

    public static void All(Turn turn, Asked asked, Symbol? symbol)
    {
        Run(turn, asked, Targets(turn, symbol), symbol is { } one ? $"Cancel all open orders of {one}" : "Cancel all open orders of every symbol", single: false);
    }

    /// <summary>The order that a reference names: by its client id, its own id, or its algo id.</summary>
    public static Order? Find(Turn turn, ActionRequest.OrderReference reference) => reference.ClientOrderId is { } id ? turn.Ledger.Find(id)
        : turn.Ledger.Find(reference.Symbol, reference.OrderId!.Value) ?? turn.Ledger.FindAlgo(reference.Symbol, reference.OrderId.Value);

    /// <summary>The orders of a symbol, or of all, that a cancel of all would take off, of both services and whoever placed them.</summary>
    public static ImmutableArray<CancelView> Targets(Turn turn, Symbol? symbol) =>
        [.. turn.Ledger.Open.Values.Where(order => symbol is null || order.Intent.Symbol == symbol)
            .OrderBy(order => order.Intent.Symbol).ThenBy(order => order.UpdatedAt).Select(Would)];

    public static void Answered(Turn turn, AccountMessage.CancelAnswered message)
    {
        var view = Describe(message.Of, message.Result, OrderOf(turn, message.Of));
        if (message.Result is CancelResult.AlreadyGone && MayYetArrive(turn, message.Of))
        {
            view = view with { Result = "unknown", Message = "The exchange doesn't know the order, but its own outcome is unknown: it may yet arrive." };
        }
        if (message.Result is CancelResult.Canceled { Order: var report })
        {
            OrderNews.Report(turn, report, "answer");
        }
        Ended(turn, message.Of, view);
        if (message.Result is CancelResult.AlreadyGone or CancelResult.Unknown) LookUpIfOpen(turn, message.Of);
    }

    // One cancel is over; the last of its sweep answers whoever asked.
    private static void Ended(Turn turn, Effect.Cancel of, CancelView view)
    {
        turn.Record(new CancelAnswered(of.Symbol, of.OrderId, of.ClientOrderId, view.Result, view.Message) { At = turn.Now, Actor = Actors.Exchange });
        if (!turn.State.Cancels.TryGetValue(of.Ticket, out var sweep)) return;
        sweep = sweep with { Left = sweep.Left - 1, Done = sweep.Done.Add(view) };
        turn.State = turn.State with
        {
            Cancels = sweep.Left == 0 ? turn.State.Cancels.Remove(of.Ticket) : turn.State.Cancels.SetItem(of.Ticket, sweep),
        };
        if (sweep.Left == 0) Finish(turn, of.Ticket, sweep);
    }

    /// <summary>Asks the exchange to take an order off its book; done even when the journal can't be written.</summary>
    public static void Ask(Turn turn, long ticket, Order order, string actor)
    {
        turn.Record(new CancelRequested(order.Intent.Symbol, order.OrderId, order.Intent.ClientOrderId) { At = turn.Now, Actor = actor });
        turn.Do(EffectOf(ticket, order));
    }

    /// <summary>The algo service answered: a conditional order that has triggered meanwhile is followed to the plain one that it became.</summary>
    public static void Answered(Turn turn, AccountMessage.AlgoCancelAnswered message)
    {
        var of = message.Of;
        var order = OrderOf(turn, of);
        switch (message.Result)
        {
            case AlgoCancelResult.Canceled when order is { State: OrderState.Working or OrderState.Unknown }:
                var report = ReportOf(order, message.Result);
                OrderNews.Apply(turn, order, report, "answer");
                Ended(turn, of, Describe(of, new CancelResult.Canceled(report), order));
                break;
            case AlgoCancelResult.Canceled or AlgoCancelResult.AlreadyGone or AlgoCancelResult.Triggering when order is { State.IsClosed: false, OrderId: not null }:
                var id = order.Intent.ClientOrderId;
                turn.State = turn.State with { CancelFollows = turn.State.CancelFollows.SetItem(id, turn.State.CancelFollows.GetValueOrDefault(id, []).Add(of)) };
                if (order.IsInAlgoService) OrderNews.LookUp(turn, order, TimeSpan.Zero);
                else Follow(turn, order);
                break;
            case AlgoCancelResult.Canceled canceled when order is null or { State.IsClosed: true }:
                // The stream may have told first.
                Ended(turn, of, (order is null ? new CancelView { Symbol = of.Symbol.Value, Result = "canceled" } : Would(order)) with
                {
                    OrderId = canceled.AlgoId,
                    ClientOrderId = canceled.ClientAlgoId,
                    Result = "canceled",
                    ExecutedQuantity = order?.State.Filled,
                    RemainingQuantity = order is null ? null : order.Intent.Quantity - order.State.Filled,
                });
                break;
            default:
                Answered(turn, new AccountMessage.CancelAnswered(of, PlainResult(message.Result)));
                break;
        }
    }

    /// <summary>A conditional order has triggered while its cancel was under way: the cancel goes on to what it became.</summary>
    public static void Follow(Turn turn, Order order)
    {
        var id = order.Intent.ClientOrderId;
        if (order.ActualOrderId is not { } actual || !turn.State.CancelFollows.TryGetValue(id, out var cancels)) return;
        turn.State = turn.State with { CancelFollows = turn.State.CancelFollows.Remove(id) };
        foreach (var of in cancels) turn.Do(of with { Algo = false, ActualOrderId = actual });
    }

    /// <summary>Nothing was found to go on to: it is over, or nobody can say.</summary>
    public static void FollowedInVain(Turn turn, ClientOrderId id)
    {
        if (!turn.State.CancelFollows.TryGetValue(id, out var cancels)) return;
        turn.State = turn.State with { CancelFollows = turn.State.CancelFollows.Remove(id) };
        CancelResult result = turn.Ledger.Find(id) is { State.IsClosed: true } ? new CancelResult.AlreadyGone() : new CancelResult.Unknown("what became of the conditional order is not known");
        foreach (var of in cancels) Ended(turn, of, Describe(of, result, turn.Ledger.Find(id)));
    }

    private static Effect.Cancel EffectOf(long ticket, Order order) => new(ticket, order.Intent.Symbol, order.OrderId, order.Intent.ClientOrderId)
    {
        Algo = order.IsInAlgoService,
        ActualOrderId = order.ActualOrderId,
    };

    private static CancelResult PlainResult(AlgoCancelResult result) => result switch
    {
        AlgoCancelResult.Rejected rejected => new CancelResult.Rejected(rejected.Error),
        AlgoCancelResult.Unknown unknown => new CancelResult.Unknown(unknown.Why),
        _ => new CancelResult.AlreadyGone(),
    };

    private static OrderReport ReportOf(Order order, AlgoCancelResult result) => new()
    {
        Symbol = order.Intent.Symbol,
        OrderId = order.OrderId ?? ((AlgoCancelResult.Canceled)result).AlgoId,
        ClientOrderId = order.Intent.ClientOrderId.Value,
        Side = order.Intent.Side,
        Type = order.Intent.Type,
        TypeWord = order.Intent.Type.ToWord(),
        Quantity = order.Intent.Quantity,
        Price = order.Intent.Price,
        TimeInForce = order.Intent.TimeInForce,
        TimeInForceWord = order.Intent.TimeInForce.ToWord(),
        Status = OrderStatus.Canceled,
        StatusWord = "CANCELED",
        Executed = order.State.Filled,
        UpdateTime = order.UpdatedAt,
    };

    private static void Run(Turn turn, Asked asked, ImmutableArray<CancelView> targets, string summary, bool single)
    {
        if (asked.Action.DryRun)
        {
            turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK, new CancelResponse { DryRun = true, Simulated = true, Would = targets, Message = Unread(turn, single), Timestamp = turn.Now });
            return;
        }
        if (asked.MustConfirm is not null)
        {
            Confirming.Propose(turn, asked, new ProposalContent(summary));
            return;
        }
        Confirming.Carried(turn, asked);
        if (targets.IsEmpty)
        {
            turn.Answer(asked.Ticket, asked.OutcomeKey, StatusCodes.Status200OK, new CancelResponse
            {
                Ok = turn.State.Reconciled,
                DryRun = false,
                Orders = [],
                Message = Unread(turn, single),
                Timestamp = turn.Now,
            });
            return;
        }
        turn.State = turn.State with
        {
            Cancels = turn.State.Cancels.SetItem(asked.Ticket, new CancelSweep(asked.OutcomeKey, single, targets.Length, [])),
        };
        foreach (var target in targets) Send(turn, asked, target);
    }

    // Known orders are cancelled all the same; that these are all is not claimed.
    private static string? Unread(Turn turn, bool single) => single || turn.State.Reconciled ? null
        : "The exchange has not told this account's orders since the start: orders that were placed elsewhere may remain.";

    private static void Send(Turn turn, Asked asked, CancelView target)
    {
        var symbol = Symbol.Parse(target.Symbol);
        ClientOrderId? clientOrderId = target.ClientOrderId is { } text ? ClientOrderId.Parse(text) : null;
        turn.Record(new CancelRequested(symbol, target.OrderId, clientOrderId) { At = turn.Now, Actor = asked.Actor });
        turn.Do(clientOrderId is { } id && turn.Ledger.Find(id) is { } order
            ? EffectOf(asked.Ticket, order)
            : new Effect.Cancel(asked.Ticket, symbol, target.OrderId, clientOrderId));
    }

    private static void Finish(Turn turn, long ticket, CancelSweep sweep)
    {
        var only = sweep.Done[0];
        if (sweep.Single && only.Result is "failed" or "alreadyClosed")
        {
            var closed = only.Result == "alreadyClosed";
            turn.Answer(ticket, sweep.OutcomeKey, closed ? StatusCodes.Status404NotFound : StatusCodes.Status502BadGateway,
                new ErrorResponse(closed ? "OrderNotFound" : "ExchangeRejected", only.Message ?? "The exchange refused the cancel.")
                { Exchange = only.Exchange, ClientOrderId = only.ClientOrderId, Timestamp = turn.Now });
            return;
        }
        if (sweep.Single && only.Result == "unknown")
        {
            turn.Answer(ticket, sweep.OutcomeKey, StatusCodes.Status503ServiceUnavailable, new ErrorResponse("ExecutionUnknown",
                "The exchange's answer to the cancel was lost; follow the order at /futures/order.") { ClientOrderId = only.ClientOrderId, Timestamp = turn.Now });
            return;
        }
        turn.Answer(ticket, sweep.OutcomeKey, StatusCodes.Status200OK, new CancelResponse
        {
            Ok = sweep.Done.All(view => view.Result is "canceled" or "alreadyClosed") && (sweep.Single || turn.State.Reconciled),
            DryRun = false,
            Orders = sweep.Done,
            Message = Unread(turn, sweep.Single),
            Timestamp = turn.Now,
        });
    }

    /// <summary>What cancelling an order would change.</summary>
    public static CancelView Would(Order order) => new()
    {
        Symbol = order.Intent.Symbol.Value,
        OrderId = order.OrderId,
        ClientOrderId = order.Intent.ClientOrderId.Value,
        Side = order.Intent.Side.ToWord(),
        Type = order.Intent.Type.ToWord(),
        Quantity = order.Intent.Quantity,
        Price = order.Intent.Type.IsPriced() ? order.Intent.Price : null,
        StopPrice = order.Intent.StopPrice,
        Origin = OrderViews.OriginOf(order.Intent.Origin),
        Result = "wouldCancel",
        ExecutedQuantity = order.State.Filled,
        RemainingQuantity = order.Remaining,
    };

    private static CancelView Describe(Effect.Cancel of, CancelResult result, Order? known)
    {
        var view = known is null
            ? new CancelView { Symbol = of.Symbol.Value, OrderId = of.OrderId, ClientOrderId = of.ClientOrderId?.Value, Result = "canceled" }
            : Would(known) with { Result = "canceled", ExecutedQuantity = null, RemainingQuantity = null };
        return result switch
        {
            CancelResult.Canceled c => view with
            {
                OrderId = of.OrderId ?? c.Order.OrderId,
                ClientOrderId = of.ClientOrderId?.Value ?? c.Order.ClientOrderId,
                ExecutedQuantity = c.Order.Executed,
                RemainingQuantity = c.Order.Quantity - c.Order.Executed,
            },
            CancelResult.AlreadyGone => view with { Result = "alreadyClosed", Message = "The exchange knows no such open order." },
            CancelResult.Rejected r => view with { Result = "failed", Message = r.Error.Message, Exchange = new ExchangeAnswerView(r.Error.Code ?? 0, r.Error.Message) },
            CancelResult.Unknown u => view with { Result = "unknown", Message = u.Why },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static void LookUpIfOpen(Turn turn, Effect.Cancel of)
    {
        if (OrderOf(turn, of) is { State: OrderState.Working or OrderState.Unknown } order) OrderNews.LookUp(turn, order, TimeSpan.Zero);
    }

    private static bool MayYetArrive(Turn turn, Effect.Cancel of) => OrderOf(turn, of) is { State: OrderState.Sent or OrderState.Unknown };

    private static Order? OrderOf(Turn turn, Effect.Cancel of) =>
        of.ClientOrderId is { } id ? turn.Ledger.Find(id) : of.OrderId is { } orderId ? turn.Ledger.Find(of.Symbol, orderId) : null;
}
