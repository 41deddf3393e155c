using Spark.Domain.Orders;

namespace Spark.Executor.Account;

/// <summary>What stays on the exchange when Spark stops.</summary>
internal static class Resting
{
    /// <summary>A line per order and position; empty when nothing stays.</summary>
    public static IReadOnlyList<string> Of(AccountState state) =>
    [
        .. state.Ledger.Open.Values.OrderBy(order => order.Intent.Symbol).ThenBy(order => order.UpdatedAt).Select(Line),
        .. state.Exchange.Positions.Values.OrderBy(position => position.Symbol)
            .Select(position => FormattableString.Invariant($"position of {position.Quantity} {position.Symbol} at {position.EntryPrice}")),
    ];

    private static string Line(Order order)
    {
        var what = order.State is OrderState.Unknown or OrderState.Sent ? "order of unknown outcome" : order.IsInAlgoService ? "waits" : "rests";
        var left = order.State.Filled > 0 ? FormattableString.Invariant($", {order.State.Filled} of it filled") : "";
        var whose = order.Intent.Origin == OrderOrigin.Foreign ? ", placed elsewhere" : "";
        return $"{what}: {OrderViews.Summary(order.Intent)} ({order.Intent.ClientOrderId}{whose}){left}";
    }
}
