using System.Collections.Immutable;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Guardrails;
using Spark.Guardrails.Actions;

namespace Spark.Executor.Account;

/// <summary>
/// position.close: one position, a part of it, or all of them, by reduce-only market orders. What rests in the book and holds the position
/// is cancelled first. One part's failure holds up no other, and the answer tells of each order. It looks at what is there and does the next
/// thing after every message, so that lost answers and fills in between change nothing about how it ends; a process that dies leaves
/// the orders that it had journalled, and the next one sends no further one.
/// </summary>
internal static class PositionCloses
{
    // A cancel that stays without an answer must not keep a position open.
    private static readonly TimeSpan ClearsFor = TimeSpan.FromSeconds(5);

    // The exchange may accept an order a moment before it tells of its fill.
    private static readonly TimeSpan FillIsAwaitedFor = TimeSpan.FromSeconds(2);

    private static readonly CloseFault JournalDown = new("JournalUnavailable", "The journal can't be written, so no order is sent.");

    public static void Close(Turn turn, Asked asked, ActionRequest.ClosePosition request)
    {
        if (!turn.State.Reconciled)
        {
            Refusals.With(turn, asked, StatusCodes.Status503ServiceUnavailable, new ErrorResponse("AccountNotRead",
                "The exchange has not told this account's positions since the start: nothing was sent. Ask again in a moment."));
            return;
        }
        var plans = Plans(turn, request);
        if (IsRefused(turn, asked, request, plans)) return;
        if (asked.Action.DryRun) Simulate(turn, asked, request, plans);
        else if (asked.MustConfirm is not null) Confirming.Propose(turn, asked, new ProposalContent(Summary(request, plans)));
        else Begin(turn, asked, request, plans);
    }

    /// <summary>What it would do as things stand.</summary>
    public static IReadOnlyList<CloseView> Would(Turn turn, ActionRequest.ClosePosition request) => [.. Plans(turn, request).SelectMany(plan => CloseViews.Would(turn, plan))];

    /// <summary>Notes what the exchange said of an order that it did not take.</summary>
    public static void Answered(Turn turn, AccountMessage.OrderAnswered message)
    {
        if (turn.State.Closings.IsEmpty || SweepOf(turn, message.Id) is not { } sweep) return;
        var fault = message.Result switch
        {
            PlaceResult.Rejected { Error: var error } => new CloseFault("ExchangeRejected", error.Message) { Exchange = new ExchangeAnswerView(error.Code ?? 0, error.Message) },
            PlaceResult.NotSent { IsHeldBack: true, Why: var why } => new CloseFault("TooManyRequests", $"It was not sent: {why}"),
            PlaceResult.NotSent { Why: var why } => new CloseFault("ExchangeUnreachable", $"It was not sent: {why}"),
            PlaceResult.Unknown { Why: var why } => new CloseFault("ExecutionUnknown", $"The exchange's answer was lost ({why}); follow it at /futures/order."),
            _ => null,
        };
        // A reducing order that is refused says that the position or the orders are not what is known.
        if (message.Result is PlaceResult.Rejected) turn.Do(new Effect.Reconcile("a close was refused"));
        if (fault is not null) Keep(turn, sweep with { Faults = sweep.Faults.SetItem(message.Id, fault) });
    }

    /// <summary>The journal refused one of its orders, so it was not sent. A close of which nothing ever went out has not been carried out: its key is free again.</summary>
    public static void NotJournalled(Turn turn, ClientOrderId id, string outcomeKey)
    {
        if (turn.State.Closings.GetValueOrDefault(outcomeKey) is not { } sweep) return;
        sweep = sweep with { Faults = sweep.Faults.SetItem(id, JournalDown) };
        Keep(turn, sweep);
        if (!sweep.Parts.SelectMany(part => part.Orders ?? []).All(order => sweep.Faults.GetValueOrDefault(order) == JournalDown)) return;
        turn.State = turn.State with { Ledger = turn.Ledger with { Outcomes = turn.Ledger.Outcomes.WithoutClaim(outcomeKey) } };
    }

    /// <summary>Does what is to be done next. Called at the end of every step.</summary>
    public static void Continue(Turn turn)
    {
        if (turn.State.Closings.IsEmpty) return;
        foreach (var key in turn.State.Closings.Keys)
        {
            for (var i = 0; i < turn.State.Closings[key].Parts.Length; i++) SendIfClear(turn, key, i);
            var sweep = turn.State.Closings[key];
            if (sweep.Parts.All(part => HasEnded(turn, part))) End(turn, sweep);
        }
    }

    /// <summary>What a process that died in the middle of a close has left; null when it had sent nothing.</summary>
    public static CloseResponse? LeftBy(Turn turn, Outcome outcome)
    {
        var prefix = ClientOrderId.SparkPrefix + outcome.Key + "-";
        var orders = turn.Ledger.Open.Values.Concat(turn.Ledger.Closed.Values)
            .Where(order => order.Intent.ClientOrderId.Value.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(order => order.Intent.ClientOrderId.Value, StringComparer.Ordinal).ToArray();
        return orders.Length == 0 ? null : new CloseResponse
        {
            Ok = false,
            DryRun = false,
            Fraction = 1,
            Orders = [.. orders.Select(order => CloseViews.Of(order, new CloseFault("ExecutionUnknown", "The process ended during the close: look at the positions for what is left.")))],
            Replayed = true,
            Timestamp = turn.Now,
        };
    }

    private static ImmutableArray<ClosePlan> Plans(Turn turn, ActionRequest.ClosePosition request) =>
        [.. turn.State.Exchange.Positions.Values.Where(position => !position.IsFlat && (request.Symbol is null || position.Symbol == request.Symbol))
            .OrderBy(position => position.Symbol).Select(position => ClosePlan.Of(turn, position, request.Fraction))];

    // A position that was named either goes out or is refused by name; among all of them each is told of on its own.
    private static bool IsRefused(Turn turn, Asked asked, ActionRequest.ClosePosition request, ImmutableArray<ClosePlan> plans)
    {
        if (request.Symbol is not { } symbol) return IsJournalDown(turn, asked);
        if (plans is not [var plan])
        {
            Refusals.With(turn, asked, StatusCodes.Status400BadRequest, new ErrorResponse(ErrorCodes.InvalidOrder, $"There is no {symbol} position to close.") { Check = "filters" });
            return true;
        }
        switch (plan.Fault ?? CloseViews.FaultOf(turn, plan))
        {
            case { Refusal: { } reviewed }: Gatekeeping.Refuse(turn, asked, reviewed); return true;
            case { } fault: Refusals.With(turn, asked, StatusCodes.Status400BadRequest, new ErrorResponse(fault.Error, fault.Message) { Check = "filters" }); return true;
            default: return IsJournalDown(turn, asked);
        }
    }

    private static bool IsJournalDown(Turn turn, Asked asked)
    {
        if (turn.State.JournalHealthy || asked.Action.DryRun) return false;
        Refusals.With(turn, asked, StatusCodes.Status503ServiceUnavailable, new ErrorResponse("JournalUnavailable", "The journal can't be written, so no order is sent."));
        return true;
    }

    private static void Simulate(Turn turn, Asked asked, ActionRequest.ClosePosition request, ImmutableArray<ClosePlan> plans) =>
        turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK, new CloseResponse
        {
            DryRun = true,
            Simulated = true,
            Fraction = request.Fraction,
            Would = [.. plans.SelectMany(plan => CloseViews.Would(turn, plan))],
            StillWaiting = WaitingOf(turn, plans.Select(plan => plan.Position.Symbol)),
            Timestamp = turn.Now,
        });

    private static string Summary(ActionRequest.ClosePosition request, ImmutableArray<ClosePlan> plans)
    {
        var what = request.Symbol?.Value ?? (plans.IsEmpty ? "every open position (none now)" : $"every open position ({string.Join(", ", plans.Select(plan => plan.Position.Symbol))})");
        var orders = plans.Where(plan => plan.Fault is null).Select(plan => $"{plan.Side.ToWord()} {plan.Quantity} {plan.Position.Symbol}");
        var part = request.Fraction == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{request.Fraction * 100:0.##} % of ");
        return FormattableString.Invariant($"Close {part}{what}: {string.Join(", ", orders)} MARKET reduce-only").Replace(":  MARKET reduce-only", "", StringComparison.Ordinal);
    }

    private static void Begin(Turn turn, Asked asked, ActionRequest.ClosePosition request, ImmutableArray<ClosePlan> plans)
    {
        Confirming.Carried(turn, asked);
        foreach (var order in plans.SelectMany(plan => plan.InTheWay)) Cancels.Ask(turn, Turn.NoTicket, order, asked.Actor);
        Keep(turn, new CloseSweep(asked, request.Fraction, Single: request.Symbol is not null, [.. plans.Select(plan => PartOf(turn, plan))]));
    }

    private static ClosePart PartOf(Turn turn, ClosePlan plan) => new()
    {
        Before = plan.Position,
        Requested = plan.Requested,
        Quantity = plan.Quantity,
        Step = plan.Step,
        Clears = [.. plan.InTheWay.Select(order => order.Intent.ClientOrderId)],
        Since = turn.Now,
        Fault = plan.Fault,
    };

    private static void SendIfClear(Turn turn, string key, int index)
    {
        var sweep = turn.State.Closings[key];
        var part = sweep.Parts[index];
        if (part.Orders is not null || part.Fault is not null) return;
        if (part.Clears.Any(turn.Ledger.Open.ContainsKey) && turn.Now - part.Since < ClearsFor) return;
        var position = turn.State.Exchange.PositionIn(part.Before.Symbol);
        var left = LeftOf(sweep, part, position);
        var sizes = ClosePlan.SizesNow(turn, position, left);
        var orders = ImmutableArray.CreateBuilder<ClientOrderId>();
        CloseFault? fault = sizes.IsEmpty ? new CloseFault(ErrorCodes.InvalidOrder, NothingLeft(left)) : null;
        foreach (var size in sizes)
        {
            var intent = ClosePlan.IntentOf(position, size, FormattableString.Invariant($"{key}-{sweep.Sent + orders.Count}"), OrderOrigin.Spark);
            fault = Send(turn, sweep.Asked, intent);
            if (fault is not null) break;
            orders.Add(intent.ClientOrderId);
        }
        part = part with { Orders = orders.ToImmutable(), Fault = fault, Since = turn.Now };
        Keep(turn, turn.State.Closings[key] with { Sent = sweep.Sent + orders.Count, Parts = sweep.Parts.SetItem(index, part) });
    }

    // Whatever has closed meanwhile is part of what was asked for. What was bought meanwhile is closed with the whole and never with a part.
    private static decimal LeftOf(CloseSweep sweep, ClosePart part, Position position)
    {
        if (Math.Sign(position.Quantity) != Math.Sign(part.Before.Quantity)) return 0;
        var left = part.Quantity - (Math.Abs(part.Before.Quantity) - Math.Abs(position.Quantity));
        return sweep.Fraction < 1 ? Math.Min(left, part.Quantity) : left;
    }

    private static CloseFault? Send(Turn turn, Asked asked, OrderIntent intent)
    {
        if (!turn.State.JournalHealthy) return JournalDown;
        var reviewed = Gatekeeping.Review(turn, intent);
        if (reviewed.Decision.Approve() is not { } approved)
        {
            var failure = reviewed.Decision.FirstFailure!;
            Gatekeeping.Note(turn, asked, reviewed);
            return new CloseFault(failure.Error, failure.Message ?? failure.Error);
        }
        turn.Record(new OrderIntended(intent)
        {
            At = turn.Now,
            Actor = asked.Actor,
            ConfirmedBy = asked.Confirmer,
            Checks = Gatekeeping.ChecksOf(reviewed),
            OutcomeKey = asked.OutcomeKey,
        });
        turn.State = turn.State with { Fills = turn.State.Fills.SetItem(intent.ClientOrderId, new FillTrack()) };
        turn.Do(new Effect.Send(approved));
        return null;
    }

    private static bool HasEnded(Turn turn, ClosePart part) => part.Fault is not null && part.Orders is null
        || part.Orders is { } orders && orders.All(id => turn.Ledger.Find(id)?.State switch
        {
            OrderState.Sent => false,
            OrderState.Working => turn.Now - part.Since >= FillIsAwaitedFor,
            _ => true,
        });

    private static void End(Turn turn, CloseSweep sweep)
    {
        turn.State = turn.State with { Closings = turn.State.Closings.Remove(sweep.Key) };
        var rows = sweep.Parts.SelectMany(part => CloseViews.Of(turn, sweep, part)).ToArray();
        var (status, body) = sweep.Single && rows is [var only] && FailureOf(turn, only) is { } failure ? failure : (StatusCodes.Status200OK, new CloseResponse
        {
            Ok = rows.All(row => row.Result is "closed" or "accepted"),
            DryRun = false,
            Fraction = sweep.Fraction,
            Orders = rows,
            Cancelled = ClearedOf(turn, sweep),
            StillWaiting = WaitingOf(turn, sweep.Parts.Select(part => part.Before.Symbol)),
            Timestamp = turn.Now,
        });
        turn.Answer(sweep.Asked.Ticket, sweep.Key, status, body);
    }

    private static (int Status, SparkResponse Body)? FailureOf(Turn turn, CloseView only) => only.Result switch
    {
        "failed" or "unknown" or "refused" => (StatusOf(only), new ErrorResponse(only.Error ?? (only.Result == "unknown" ? "ExecutionUnknown" : "NotFilled"), only.Message ?? "The exchange closed the order without a fill.")
        {
            ClientOrderId = only.ClientOrderId,
            Exchange = only.Exchange,
            Order = ClientOrderId.TryParse(only.ClientOrderId, out var id) && turn.Ledger.Find(id) is { } order ? OrderViews.Of(order) : null,
            Timestamp = turn.Now,
        }),
        _ => null,
    };

    private static int StatusOf(CloseView only) => only switch
    {
        { Error: "TooManyRequests" } => StatusCodes.Status429TooManyRequests,
        { Result: "refused", Error: not "JournalUnavailable" } => StatusCodes.Status400BadRequest,
        { Result: "failed", Error: null or "ExchangeRejected" } => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static OrderView[]? ClearedOf(Turn turn, CloseSweep sweep)
    {
        var cleared = sweep.Parts.SelectMany(part => part.Clears).Select(turn.Ledger.Find).OfType<Order>().Select(OrderViews.Of).ToArray();
        return cleared.Length == 0 ? null : cleared;
    }

    // A stop whose position is gone would meet the next one of its side.
    private static OrderView[]? WaitingOf(Turn turn, IEnumerable<Symbol> symbols)
    {
        var closed = symbols.ToHashSet();
        var waiting = turn.Ledger.Open.Values.Where(order => order.IsInAlgoService && closed.Contains(order.Intent.Symbol))
            .OrderBy(order => order.Intent.Symbol).ThenBy(order => order.UpdatedAt).Select(OrderViews.Of).ToArray();
        return waiting.Length == 0 ? null : waiting;
    }

    private static string NothingLeft(decimal left) => left > 0 ? "What is left of the position is held by orders that are still open." : "Nothing was left to close: it was closed meanwhile.";

    private static CloseSweep? SweepOf(Turn turn, ClientOrderId id) =>
        turn.State.Closings.Values.FirstOrDefault(sweep => sweep.Parts.Any(part => part.Orders is { } orders && orders.Contains(id)));

    private static void Keep(Turn turn, CloseSweep sweep) => turn.State = turn.State with { Closings = turn.State.Closings.SetItem(sweep.Key, sweep) };
}
