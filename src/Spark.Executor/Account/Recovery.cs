using System.Collections.Immutable;
using Spark.Domain.Orders;
using Spark.Executor.Ledger;
using Spark.Guardrails.Confirmation;

namespace Spark.Executor.Account;

/// <summary>What a process that died leaves to the next one.</summary>
internal static class Recovery
{
    /// <summary>
    /// Used confirmations are remembered, unused ones died with the process. Orders that were on their way are of unknown outcome until
    /// the exchange has told.
    /// </summary>
    public static AccountState Restore(LedgerState ledger) => new()
    {
        Ledger = ledger,
        Confirmations = ConfirmationBook.Restore(ledger.Outcomes.ByKey.Values.Where(outcome => outcome.Confirmed).Select(UsedGrantOf)),
        Fills = ledger.Open.Keys.ToImmutableDictionary(id => id, _ => new FillTrack()),
        // Fills since the last reconciliation are read again: those that the journal holds are not news.
        Trades = ledger.Positions.Since.Values.SelectMany(fills => fills.Values)
            .Aggregate(TradeWindow.Empty, (window, fill) => window.With(fill.Symbol, fill.TradeId)),
    };

    /// <summary>Makes every order that was on its way unknown, and asks for it. The first message of a new run.</summary>
    public static void Begin(Turn turn, long windowEnds)
    {
        foreach (var order in turn.Ledger.Open.Values.Where(order => order.State is OrderState.Sent))
        {
            OrderNews.Lost(turn, order.Intent.ClientOrderId, "the process ended while it was on its way", windowEnds);
        }
        foreach (var order in turn.Ledger.Open.Values.Where(order => order.State is OrderState.Unknown))
        {
            turn.State = turn.State with { Absences = turn.State.Absences.SetItem(order.Intent.ClientOrderId, new AbsenceProof(windowEnds, null)) };
        }
    }

    private static UsedGrant UsedGrantOf(Outcome outcome) => new(
        outcome.TokenHash is { } hex ? TokenHash.FromHex(hex) : null, outcome.Digest, outcome.Actor, outcome.At, outcome.Key);
}
