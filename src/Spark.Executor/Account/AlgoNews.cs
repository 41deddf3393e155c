using Spark.Binance.Reports;
using Spark.Domain.Orders;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>
/// What the algo service tells of conditional orders. Until one has triggered the service is the authority; then the plain order that it
/// became is, linked by the exchange's own id and by nothing else: client ids of the two services are spaces of their own.
/// </summary>
internal static class AlgoNews
{
    public static void Report(Turn turn, AlgoOrderReport algo, string source)
    {
        var report = AlgoReports.AsReport(algo);
        if (report.Status is not { } status) return;
        if (Find(turn, algo) is not { } order)
        {
            if (!status.IsFinal()) OrderNews.Adopt(turn, report, status);
            order = turn.Ledger.FindAlgo(algo.Symbol, algo.AlgoId);
        }
        else if (order.ActualOrderId is null)
        {
            OrderNews.Apply(turn, order, algo.ActualOrderId is null ? report : Waiting(report, order), source);
            VanishedStops.Look(turn, order, algo);
        }
        if (order is null || algo.ActualOrderId is not { } actual) return;
        Link(turn, order.Intent.ClientOrderId, actual);
        FollowUp(turn, order.Intent.ClientOrderId, finished: algo.Status == "FINISHED");
    }

    /// <summary>The ledger's conditional order that a report speaks of.</summary>
    public static Order? Find(Turn turn, AlgoOrderReport algo) => turn.Ledger.FindAlgo(algo.Symbol, algo.AlgoId)
        ?? (ClientOrderId.TryParse(algo.ClientAlgoId, out var id) && turn.Ledger.Find(id) is { OrderId: null } order
            && order.Intent.Symbol == algo.Symbol && order.Intent.Type.IsConditional() ? order : null);

    // What came of it is the plain order's to tell, whatever this service thinks.
    private static OrderReport Waiting(OrderReport report, Order order) => report with { Status = OrderStatus.New, Executed = order.State.Filled, AveragePrice = null };

    private static void Link(Turn turn, ClientOrderId id, long actual)
    {
        if (turn.Ledger.Find(id) is not { ActualOrderId: null } order) return;
        var seen = turn.Ledger.Find(order.Intent.Symbol, actual)?.Intent.ClientOrderId;
        turn.Record(new OrderTriggered(id, actual) { At = turn.Now, Actor = Actors.Exchange });
        // What was seen of the plain order's fills before is this order's.
        if (seen is { } other && other != id && turn.State.Fills.TryGetValue(other, out var track))
        {
            turn.State = turn.State with { Fills = turn.State.Fills.Remove(other).SetItem(id, track), Absences = turn.State.Absences.Remove(other) };
        }
        OrderNews.Settled(turn, id);
    }

    private static void FollowUp(Turn turn, ClientOrderId id, bool finished)
    {
        if (turn.Ledger.Open.GetValueOrDefault(id) is not { } order) return;
        if (finished) OrderNews.LookUp(turn, order, TimeSpan.Zero);
        Cancels.Follow(turn, order);
    }
}
