using System.Globalization;
using Spark.Domain.Orders;
using Spark.Executor.Notifications;
using Spark.Guardrails.Canary;

namespace Spark.Executor.Account;

/// <summary>
/// Takes a canary back: the rest of its order is cancelled, then what it had filled is closed by reduce-only market orders, no more than
/// that and never beyond flat. It is called rolled back only when nothing of it is left.
/// </summary>
internal static class CanaryRollbacks
{
    private static readonly TimeSpan CancelAgainAfter = TimeSpan.FromSeconds(2);

    // A cancel that stays without an answer must not keep what has filled open.
    private static readonly TimeSpan CancelGoesFirstFor = TimeSpan.FromSeconds(5);

    // Fills of a close are told a moment after its report; its numbers are waited for so long.
    private static readonly TimeSpan FillsWithin = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>Does what is to be done next.</summary>
    public static void Continue(Turn turn, Canary canary, CanaryRollback rollback)
    {
        var order = turn.Ledger.Find(canary.Intent!.ClientOrderId);
        if (order is { State.IsClosed: false })
        {
            CancelIfDue(turn, canary, order);
            if (turn.Now - rollback.Since < CancelGoesFirstFor) return;
        }
        var closes = ClosesOf(turn.State, canary).ToArray();
        if (closes.Any(close => !close.State.IsClosed || !CanarySights.IsBooked(turn.State, close.Intent.ClientOrderId))) return;
        if (!CanarySights.IsBooked(turn.State, canary.Intent.ClientOrderId)) return;
        var closed = Math.Max(rollback.Closed, closes.Sum(close => close.State.Filled));
        if (LeftOf(turn, canary, closed) is > 0 and var left) CloseIfDue(turn, canary, rollback, left);
        else if (order is null or { State.IsClosed: true } && AreTold(turn, rollback, closes)) End(turn, canary, closed);
    }

    /// <summary>The orders that take it back, as far as they are remembered.</summary>
    public static IEnumerable<Order> ClosesOf(AccountState state, Canary canary) => canary.Rollback is not { } rollback ? []
        : Enumerable.Range(0, rollback.Orders).Select(number => state.Ledger.Find(ClientOrderId.ForIntent(IdOf(canary, number)))).OfType<Order>();

    private static string IdOf(Canary canary, int number) => string.Create(CultureInfo.InvariantCulture, $"{canary.Id}-{number}");

    // Of what it filled, as much as the position still holds in its direction. One that lowered exposure leaves nothing to close.
    private static decimal LeftOf(Turn turn, Canary canary, decimal closed)
    {
        if (canary.Intent!.ReduceOnly || turn.Context.Instrument(canary.Intent.Symbol) is not { MarketLot: var lot }) return 0;
        var filled = turn.Ledger.Find(canary.Intent.ClientOrderId)?.State.Filled ?? canary.Observation?.Filled ?? 0;
        var held = turn.State.Exchange.PositionIn(canary.Intent.Symbol).Quantity * canary.Intent.Side.Sign();
        var left = lot.RoundDown(Math.Min(filled - closed, held));
        return left < lot.Minimum ? 0 : left;
    }

    private static void CancelIfDue(Turn turn, Canary canary, Order order)
    {
        var pace = PaceOf(turn, canary);
        if (turn.Now - pace.CancelAsked < CancelAgainAfter) return;
        SetPace(turn, canary, pace with { CancelAsked = turn.Now });
        Cancels.Ask(turn, Turn.NoTicket, order, Actors.Spark);
    }

    // A step that sends and can't be journalled is undone as a whole, so it records nothing else. A flatten closes everything anyway.
    private static void CloseIfDue(Turn turn, Canary canary, CanaryRollback rollback, decimal left)
    {
        if (turn.HasRecorded || !turn.State.JournalHealthy || turn.Ledger.Flatten is not null) return;
        var pace = PaceOf(turn, canary);
        if (turn.Now - pace.CloseTried < PauseAfter(rollback.Orders)) return;
        var position = turn.State.Exchange.PositionIn(canary.Intent!.Symbol);
        var why = Closes.IntentOf(turn, position, left, IdOf(canary, rollback.Orders)) is { } intent
            ? Closes.Send(turn, intent, canary.Id) : AlertTexts.OthersClose;
        SetPace(turn, canary, pace with { CloseTried = turn.Now, Told = why is not null });
        if (why is null) Canaries.Tell(turn, canary.Id);
        else if (!pace.Told) turn.Do(new Effect.Alert(Alerts.CanaryRollbackBlocked(canary, why.Value, turn.Now)));
    }

    private static TimeSpan PauseAfter(int orders) => orders <= 2 ? TimeSpan.FromSeconds(1)
        : TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(orders - 2, 6))));

    private static bool AreTold(Turn turn, CanaryRollback rollback, Order[] closes) => closes.Length == 0
        || rollback.Closed >= closes.Sum(close => close.State.Filled) || turn.Now - closes.Max(close => close.UpdatedAt) > FillsWithin;

    private static void End(Turn turn, Canary canary, decimal closed)
    {
        turn.State = turn.State with { CanaryPaces = turn.State.CanaryPaces.Remove(canary.Id) };
        var filled = turn.Ledger.Find(canary.Intent!.ClientOrderId)?.State.Filled ?? canary.Observation?.Filled ?? 0;
        var what = (filled, closed) switch
        {
            (0, _) => "nothing had filled",
            _ when canary.Intent.ReduceOnly => "it lowered exposure, so nothing was closed",
            (_, 0) => "the position held nothing of it any more",
            _ => string.Create(CultureInfo.InvariantCulture, $"{closed:0.########} of {filled:0.########} closed"),
        };
        Canaries.Move(turn, canary.Id, CanaryEvent.RollBack, $"{canary.Rollback!.Breach.Message}; {what}.");
    }

    private static CanaryPace PaceOf(Turn turn, Canary canary) => turn.State.CanaryPaces.GetValueOrDefault(canary.Id) ?? CanaryPace.None;

    private static void SetPace(Turn turn, Canary canary, CanaryPace pace) => turn.State = turn.State with { CanaryPaces = turn.State.CanaryPaces.SetItem(canary.Id, pace) };
}
