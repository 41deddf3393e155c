using System.Collections.Immutable;
using System.Globalization;
using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>Closes of positions in the contract's words.</summary>
internal static class CloseViews
{
    /// <summary>What a plan would do: a row per order.</summary>
    public static IEnumerable<CloseView> Would(Turn turn, ClosePlan plan)
    {
        if ((plan.Fault ?? FaultOf(turn, plan)) is { } fault)
        {
            yield return Refused(plan.Position.Symbol.Value, plan.Side, plan.Position.Quantity, plan.Requested, plan.Step, fault);
            yield break;
        }
        for (var i = 0; i < plan.Sizes.Length; i++)
        {
            var row = Simulated(turn, plan, plan.Sizes[i]);
            yield return i == 0 && !plan.InTheWay.IsEmpty ? row with { CancelsFirst = [.. plan.InTheWay.Select(Cancels.Would)] } : row;
        }
    }

    /// <summary>Why the risk gate would refuse a plan's orders once what is in the way has gone; null when it wouldn't.</summary>
    public static CloseFault? FaultOf(Turn turn, ClosePlan plan)
    {
        var reviewed = Review(turn, plan, plan.Sizes[0]);
        return reviewed.Decision.FirstFailure is { } failure ? new CloseFault(failure.Error, failure.Message ?? failure.Error) { Refusal = reviewed } : null;
    }

    /// <summary>A part of a close as it stands: a row per order, or one that says why there is none.</summary>
    public static IEnumerable<CloseView> Of(Turn turn, CloseSweep sweep, ClosePart part)
    {
        var side = part.Before.Quantity > 0 ? Side.Sell : Side.Buy;
        var after = part.Before.Quantity + side.Sign() * (part.Orders ?? []).Sum(id => turn.Ledger.Find(id)?.State.Filled ?? 0);
        foreach (var id in part.Orders ?? [])
        {
            if (turn.Ledger.Find(id) is { } order) yield return Of(order, sweep.Faults.GetValueOrDefault(id)) with
            {
                PositionBefore = part.Before.Quantity,
                PositionAfter = after,
                Requested = part.Requested,
                Step = part.Step,
                Message = sweep.Faults.GetValueOrDefault(id)?.Message ?? Rounding(part.Requested, part.Quantity, part.Step),
            };
        }
        if (part.Fault is { } fault) yield return Refused(part.Before.Symbol.Value, side, part.Before.Quantity, part.Requested, part.Step, fault);
    }

    /// <summary>A closing order by what the ledger knows of it.</summary>
    public static CloseView Of(Order order, CloseFault? fault) => new()
    {
        Symbol = order.Intent.Symbol.Value,
        Side = order.Intent.Side.ToWord(),
        Quantity = order.Intent.Quantity,
        Result = ResultOf(order),
        PositionBefore = 0,
        OrderId = order.OrderId,
        ClientOrderId = order.Intent.ClientOrderId.Value,
        ExecutedQuantity = order.State.Filled,
        AveragePrice = order.AveragePrice,
        Error = fault?.Error,
        Message = fault?.Message,
        Exchange = fault?.Exchange,
    };

    private static CloseView Simulated(Turn turn, ClosePlan plan, decimal size)
    {
        var evidence = EvidenceViews.Evidence(turn, Review(turn, plan, size));
        var position = plan.Position;
        return new CloseView
        {
            Symbol = position.Symbol.Value,
            Side = plan.Side.ToWord(),
            Quantity = size,
            Result = "wouldClose",
            PositionBefore = position.Quantity,
            PositionAfter = position.Quantity + plan.Side.Sign() * plan.Quantity,
            Requested = plan.Requested,
            Step = plan.Step,
            EstimatedFillPrice = evidence.EstimatedFillPrice,
            EstimatedFee = evidence.EstimatedFee,
            EstimatedPnl = evidence.EstimatedFillPrice is { } fill ? Math.Sign(position.Quantity) * size * (fill - position.EntryPrice) : null,
            Message = Rounding(plan.Requested, plan.Quantity, plan.Step),
        };
    }

    // As if what is in the way had gone: that is how it will be when the order goes out.
    private static Reviewed Review(Turn turn, ClosePlan plan, decimal size)
    {
        var ledger = turn.Ledger;
        var state = plan.InTheWay.IsEmpty ? turn.State
            : turn.State with { Ledger = ledger with { Open = ledger.Open.RemoveRange(plan.InTheWay.Select(order => order.Intent.ClientOrderId)) } };
        return Gatekeeping.Review(new Turn(state, turn.Context), ClosePlan.IntentOf(plan.Position, size, "close", OrderOrigin.Spark));
    }

    private static CloseView Refused(string symbol, Side side, decimal before, decimal requested, decimal step, CloseFault fault) => new()
    {
        Symbol = symbol,
        Side = side.ToWord(),
        Quantity = 0,
        Result = "refused",
        PositionBefore = before,
        Requested = requested,
        Step = step,
        Error = fault.Error,
        Message = fault.Message,
        Exchange = fault.Exchange,
    };

    private static string ResultOf(Order order) => order.State switch
    {
        OrderState.Closed { Filled: var filled } when filled == order.Intent.Quantity => "closed",
        OrderState.Closed { Filled: > 0 } => "partlyClosed",
        OrderState.Closed => "failed",
        OrderState.Working => "accepted",
        _ => "unknown",
    };

    private static string? Rounding(decimal requested, decimal quantity, decimal step) => requested == quantity ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Amount(requested)} was asked for; rounded down to the step of {Amount(step)} it is {Amount(quantity)}.");

    private static decimal Amount(decimal value) => value / 1.0000000000000000000000000000m;
}
