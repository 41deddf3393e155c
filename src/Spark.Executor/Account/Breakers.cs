using System.Globalization;
using Spark.Contracts;
using Spark.Executor.Journal;
using Spark.Executor.Notifications;
using Spark.Guardrails.Breaker;

namespace Spark.Executor.Account;

/// <summary>The circuit breaker: opened by hand, by loss or by drill; closed by an admin only.</summary>
internal static class Breakers
{
    private const string DefaultReason = "Opened by hand";

    public static void Open(Turn turn, Asked asked, string? reason)
    {
        var text = reason ?? DefaultReason;
        if (asked.Action.DryRun)
        {
            turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK, Would(turn, $"open the circuit breaker: {text}"));
            return;
        }
        Confirming.Carried(turn, asked);
        Change(turn, turn.Ledger.Breaker.OpenFor(BreakerReasonKind.Manual, text, turn.Now), $"manual: {text}", asked.Actor);
        turn.Answer(asked.Ticket, asked.OutcomeKey, StatusCodes.Status200OK, new CircuitBreakerResponse
        {
            Ok = true,
            CircuitBreaker = View(turn.Ledger.Breaker) with { Reason = turn.Ledger.Breaker.Reason ?? text },
            Timestamp = turn.Now,
        });
    }

    public static void Close(Turn turn, Asked asked)
    {
        if (asked.Action.DryRun)
        {
            turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK, Would(turn, "close the circuit breaker and clear recorded drills"));
            return;
        }
        if (asked.MustConfirm is not null)
        {
            Confirming.Propose(turn, asked, new ProposalContent("Close the circuit breaker"));
            return;
        }
        Confirming.Carried(turn, asked);
        Change(turn, turn.Ledger.Breaker.Acknowledge(turn.Now, Pnl.Daily(turn)), "acknowledged", asked.Confirmer ?? asked.Actor);
        turn.Answer(asked.Ticket, asked.OutcomeKey, StatusCodes.Status200OK, new CircuitBreakerResponse
        {
            Ok = true,
            CircuitBreaker = View(turn.Ledger.Breaker),
            Timestamp = turn.Now,
        });
    }

    public static void RecordPnl(Turn turn, Asked asked, decimal pnl)
    {
        var drilled = turn.Ledger.Breaker.Record(pnl, turn.Now);
        if (asked.Action.DryRun)
        {
            turn.ReplyNow(asked.Ticket, StatusCodes.Status200OK, new RecordPnlResponse
            {
                Ok = true,
                DryRun = true,
                Simulated = true,
                Would = [string.Create(CultureInfo.InvariantCulture, $"record a PnL of {pnl} USDT")],
                DailyPnl = Pnl.Daily(turn, drilled),
                CircuitBreaker = View(turn.Ledger.Breaker),
                Timestamp = turn.Now,
            });
            return;
        }
        if (asked.MustConfirm is not null)
        {
            Confirming.Propose(turn, asked, new ProposalContent(string.Create(CultureInfo.InvariantCulture, $"Record a PnL of {pnl} USDT")));
            return;
        }
        Confirming.Carried(turn, asked);
        turn.Record(new PnlRecorded(pnl, drilled) { At = turn.Now, Actor = asked.Confirmer ?? asked.Actor });
        WatchDailyLoss(turn);
        turn.Answer(asked.Ticket, asked.OutcomeKey, StatusCodes.Status200OK, new RecordPnlResponse
        {
            Ok = true,
            Recorded = pnl,
            DailyPnl = Pnl.Daily(turn) ?? Math.Min(0, drilled.RecordedAt(turn.Now)),
            CircuitBreaker = View(turn.Ledger.Breaker),
            Timestamp = turn.Now,
        });
    }

    /// <summary>
    /// Opens the breaker when the day's loss has reached the limit, each day anew. Drills count even while the real PnL isn't known, which it
    /// isn't while the wallet and the positions may be of different moments: what follows can't be taken back.
    /// </summary>
    public static void WatchDailyLoss(Turn turn)
    {
        var breaker = turn.Ledger.Breaker;
        var daily = (turn.State.IsTorn ? null : Pnl.Daily(turn)) ?? Math.Min(0, breaker.RecordedAt(turn.Now));
        var watched = breaker.OnDailyPnl(daily, turn.Context.Limits, turn.Now);
        if (ReferenceEquals(watched, breaker)) return;
        Change(turn, watched, string.Create(CultureInfo.InvariantCulture, $"daily PnL {daily} USDT"), Actors.Spark);
        turn.Do(new Effect.Alert(Alerts.CircuitBreakerOpen(BreakerReasonKind.DailyLoss, AlertTexts.DailyLoss, Severities.Critical, turn.Now)));
        if (turn.Context.FlattenOnLoss) Flattening.Start(turn, BreakerState.DailyLossText);
    }

    /// <summary>Opens the breaker for a cause that Spark found itself; false when it is open for that already.</summary>
    /// <param name="turn">The step that it belongs to.</param>
    /// <param name="kind">One reason of each.</param>
    /// <param name="why">For people.</param>
    /// <param name="severity">How people are told; null: they aren't.</param>
    public static bool OpenFor(Turn turn, BreakerReasonKind kind, Bilingual why, string? severity = Severities.Critical)
    {
        var opened = turn.Ledger.Breaker.OpenFor(kind, why.En, turn.Now);
        if (opened.Reasons.Length == turn.Ledger.Breaker.Reasons.Length) return false;
        Change(turn, opened, why.En, Actors.Spark);
        if (severity is not null) turn.Do(new Effect.Alert(Alerts.CircuitBreakerOpen(kind, why, severity, turn.Now)));
        return true;
    }

    public static CircuitBreakerView View(BreakerState breaker) => new()
    {
        Enabled = breaker.Enabled,
        Open = breaker.Open,
        Reason = breaker.Reason,
        Reasons = [.. breaker.Reasons.Select(reason => new BreakerReasonView(reason.Word, reason.Text, reason.Since))],
        Since = breaker.Since,
    };

    private static void Change(Turn turn, BreakerState breaker, string cause, string actor)
    {
        turn.Record(new BreakerChanged(breaker, cause) { At = turn.Now, Actor = actor });
        turn.Do(new Effect.Publish(HubEvents.Risk, View(breaker)));
    }

    private static CircuitBreakerResponse Would(Turn turn, string what) => new()
    {
        Ok = true,
        DryRun = true,
        Simulated = true,
        Would = [what],
        CircuitBreaker = View(turn.Ledger.Breaker),
        Timestamp = turn.Now,
    };
}
