using Spark.Binance.Reports;
using Spark.Domain.Orders;
using Spark.Executor.Notifications;

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
        turn.Do(new Effect.Alert(Alerts.StopEnded(before, closed.Reason, algo.FailureReason, Protects(turn, before), turn.Now)));
    }

    private static bool Protects(Turn turn, Order order) =>
        Math.Sign(turn.State.Exchange.PositionIn(order.Intent.Symbol).Quantity) == -order.Intent.Side.Sign();
}
