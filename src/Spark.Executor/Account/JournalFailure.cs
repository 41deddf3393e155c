using System.Collections.Immutable;
using Spark.Contracts;
using Spark.Executor.Journal;

namespace Spark.Executor.Account;

/// <summary>What a caller hears when the journal failed under an action that is in force in memory only.</summary>
internal static class JournalFailure
{
    /// <summary>
    /// Success is not claimed for what a restart would forget. News of the exchange's own doing is passed on as it is: the exchange
    /// remembers it.
    /// </summary>
    public static Effect Tell(Effect effect, ImmutableArray<JournalEntry> entries, DateTimeOffset now) =>
        effect is Effect.Reply { Answer.Status: < 300 } reply && entries.Any(IsOurOwnState)
            ? reply with
            {
                Answer = new AccountReply(StatusCodes.Status503ServiceUnavailable, new ErrorResponse("JournalUnavailable",
                    "It is in force now, but the journal can't be written: a restart would forget it.") { Timestamp = now }),
            }
            : effect;

    /// <summary>Whether an effect changes something at the exchange that only a record of it may change. Cancels lower risk and go.</summary>
    public static bool NeedsTheJournal(Effect effect) => effect is Effect.Send or Effect.SetLeverage;

    /// <summary>
    /// Whether an entry belongs to an order or a setting that was to be sent, and so never was. What else a step tells stays true: news of the exchange
    /// may have led to the send.
    /// </summary>
    public static bool IsOfASend(JournalEntry entry) => entry is OrderIntended or LeverageRequested or ActionCarried or CanaryMoved { Happened: Guardrails.Canary.CanaryEvent.Confirm };

    private static bool IsOurOwnState(JournalEntry entry) => entry is BreakerChanged or PnlRecorded or CanaryRan;
}
