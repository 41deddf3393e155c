using Spark.Executor.Http;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>What time alone brings about.</summary>
internal static class Clockwork
{
    public static void Tick(Turn turn)
    {
        if (!turn.State.JournalHealthy) turn.Do(new Effect.ProbeJournal());
        OpenDay(turn);
        Breakers.WatchDailyLoss(turn);
        Canaries.Expire(turn);
        OrderNews.AlertOfOldUnknowns(turn);
        FillNews.AskForLatePositions(turn);
        turn.State = turn.State with { Confirmations = turn.State.Confirmations.Sweep(turn.Now) };
        ForgetProposedCanaries(turn);
    }

    private static void ForgetProposedCanaries(Turn turn)
    {
        var gone = turn.State.ProposedCanaries.Keys.Where(id => turn.State.Confirmations.Find(id, turn.Now) is null).ToArray();
        if (gone.Length > 0) turn.State = turn.State with { ProposedCanaries = turn.State.ProposedCanaries.RemoveRange(gone) };
    }

    /// <summary>Notes that a dead-man timer was set or stopped at the exchange.</summary>
    public static void TimerChanged(Turn turn, AccountMessage.TimerChanged message)
    {
        var isSet = message.Countdown > TimeSpan.Zero;
        var cause = isSet ? FormattableString.Invariant($"orders of Spark rest in {message.Symbol}: cancelled unless it is heard of every {message.Countdown.TotalSeconds} s")
            : $"nothing of Spark alone rests in {message.Symbol} any more, or it stops";
        turn.Record(new AutomaticAction($"cd-{message.Symbol}", AutomaticAction.Countdown, isSet ? AutomaticAction.Started : AutomaticAction.Done, cause) { At = turn.Now, Actor = Actors.Spark });
    }

    /// <summary>Records the limits that are in force.</summary>
    public static void SettingsRead(Turn turn, AccountMessage.SettingsRead message) => turn.Record(
        new SettingsInForce(VenueSettings.Word(message.Venue), LimitViews.Of(message.Limits), message.Limits.CircuitBreakerEnabled)
        { At = turn.Now, Actor = Actors.Spark, FlattenOnLoss = message.FlattenOnLoss });

    /// <summary>Notes the balance that a UTC day begins with. Before the account is known there is nothing to note.</summary>
    public static void OpenDay(Turn turn)
    {
        var today = DateOnly.FromDateTime(turn.Now.UtcDateTime);
        if (turn.Ledger.Day.Day == today || !turn.State.Reconciled) return;
        if (Pnl.MarginBalance(turn.State, turn.Context.Quote) is not { } balance) return;
        turn.Record(new DayOpened(today, balance, turn.State.Exchange.WalletTime) { At = turn.Now, Actor = Actors.Spark });
    }
}
