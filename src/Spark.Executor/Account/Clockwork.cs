using Spark.Executor.Http;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>What time alone brings about.</summary>
internal static class Clockwork
{
    public static void Tick(Turn turn, TimeSpan passed)
    {
        if (!turn.State.JournalHealthy) turn.Do(new Effect.ProbeJournal());
        OpenDay(turn);
        Breakers.WatchDailyLoss(turn);
        Canaries.Expire(turn);
        OrderNews.AlertOfOldUnknowns(turn, passed);
        FillNews.AskForLatePositions(turn);
        turn.State = turn.State with { Confirmations = turn.State.Confirmations.Sweep(turn.Now) };
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
