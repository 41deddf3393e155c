using Spark.Binance.Reports;
using Spark.Contracts;
using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>
/// A stop of Spark's that ends without having triggered and without Spark having asked for it leaves a position without its protection:
/// an operator hears of it. It is never placed again by itself.
/// </summary>
internal static class VanishedStops
{
    /// <summary>Looks at what a report of the algo service has made of an order.</summary>
    public static void Look(Turn turn, Order before, AlgoOrderReport algo)
    {
        if (before is not { IsInAlgoService: true, CancelAsked: false, State: OrderState.Working, Intent.Origin: not OrderOrigin.Foreign }) return;
        if (algo.ActualOrderId is not null || turn.Ledger.Find(before.Intent.ClientOrderId) is not { State: OrderState.Closed closed }) return;
        var refused = closed.Reason == CloseReason.Rejected;
        turn.Do(new Effect.Alert(new AlertEvent(refused ? "StopRefused" : "StopVanished", SeverityOf(turn, before), Text(before, closed.Reason, algo.FailureReason), turn.Now)));
    }

    private static string SeverityOf(Turn turn, Order order) =>
        Math.Sign(turn.State.Exchange.PositionIn(order.Intent.Symbol).Quantity) == -order.Intent.Side.Sign() ? "critical" : "warning";

    private static string Text(Order order, CloseReason reason, string? why)
    {
        var what = $"{OrderViews.Summary(order.Intent)} ({order.Intent.ClientOrderId})";
        var told = string.IsNullOrEmpty(why) ? "" : $" ({why})";
        return reason switch
        {
            CloseReason.Rejected => $"{what} triggered and the exchange refused its order{told}: it protects nothing and is not placed again.",
            CloseReason.Canceled => $"{what} was cancelled, and not by Spark{told}: it is not placed again.",
            _ => $"{what} was removed by the exchange before it triggered{told}: it is not placed again.",
        };
    }
}
