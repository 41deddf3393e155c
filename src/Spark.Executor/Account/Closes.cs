using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Executor.Notifications;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>The reduce-only market orders by which Spark closes positions of its own accord, inside the account's loop.</summary>
internal static class Closes
{
    /// <summary>
    /// The order that closes <paramref name="fraction"/> of what no other reducing order is about to close, rounded down to the step and
    /// no larger than the exchange takes at once; null when nothing is left to close.
    /// </summary>
    /// <param name="turn">The step that it belongs to.</param>
    /// <param name="position">Not flat.</param>
    /// <param name="fraction">Of the position, above 0 up to 1.</param>
    /// <param name="intentId">Makes the order's id; never used before.</param>
    public static OrderIntent? IntentFor(Turn turn, Position position, decimal fraction, string intentId) =>
        IntentOf(turn, position, Math.Abs(position.Quantity) * fraction, intentId);

    /// <summary>The same for at most <paramref name="most"/>, base asset.</summary>
    public static OrderIntent? IntentOf(Turn turn, Position position, decimal most, string intentId)
    {
        if (turn.Context.Instrument(position.Symbol) is not { } instrument) return null;
        var working = WorkingOrders.Of(turn.State, position.Symbol);
        var size = Math.Abs(position.Quantity);
        var free = size - working.ReservedOf(position.Quantity);
        var lot = instrument.MarketLot;
        var quantity = lot.RoundDown(Math.Min(Math.Min(most, free), lot.Maximum > 0 ? lot.Maximum : decimal.MaxValue));
        return quantity <= 0 || quantity < lot.Minimum ? null : ClosePlan.IntentOf(position, quantity, intentId, OrderOrigin.Automatic);
    }

    /// <summary>Journals a close of Spark's own and sends it; why not, when the gate refuses it.</summary>
    public static Bilingual? Send(Turn turn, OrderIntent intent, string automatic)
    {
        var reviewed = Gatekeeping.Review(turn, intent);
        if (reviewed.Decision.Approve() is not { } approved) return AlertTexts.RefusalOf(reviewed.Decision.FirstFailure);
        Send(turn, approved, automatic, Gatekeeping.ChecksOf(reviewed));
        return null;
    }

    /// <summary>Whether an order is one of the closes of an automatic action.</summary>
    public static bool IsOf(Order order, string automatic) =>
        order.Intent.Origin == OrderOrigin.Automatic && order.Intent.ClientOrderId.Value.StartsWith(ClientOrderId.SparkPrefix + automatic + "-", StringComparison.Ordinal);

    private static void Send(Turn turn, ApprovedOrder order, string automatic, IReadOnlyList<Contracts.RiskCheckView> checks)
    {
        turn.Record(new OrderIntended(order.Intent) { At = turn.Now, Actor = Actors.Spark, Automatic = automatic, Checks = checks });
        turn.State = turn.State with { Fills = turn.State.Fills.SetItem(order.Intent.ClientOrderId, new FillTrack()) };
        turn.Do(new Effect.Send(order));
    }
}
