using Spark.Contracts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>Puts an order before the risk gate, with all that the account and the market are known to be at this moment.</summary>
internal static class Gatekeeping
{
    /// <summary>The gate's decision, with the evidence a person is shown.</summary>
    public static Reviewed Review(Turn turn, OrderIntent intent)
    {
        var quote = turn.Context.Quote(intent.Symbol) ?? new Quote(intent.Symbol);
        var view = View(turn, intent, quote);
        var decision = RiskGate.Review(intent, view, turn.Context.Limits);
        return new Reviewed(decision, quote, view);
    }

    /// <summary>Every check with its numbers: the risk decision as the journal keeps it.</summary>
    public static IReadOnlyList<RiskCheckView> ChecksOf(Reviewed reviewed) => [.. reviewed.Decision.Checks.Select(EvidenceViews.Check)];

    /// <summary>Answers 400 with every failed check, and records the refusal.</summary>
    public static void Refuse(Turn turn, Asked asked, Reviewed reviewed)
    {
        var failures = reviewed.Decision.Failures.Select(EvidenceViews.Check).ToArray();
        var first = reviewed.Decision.FirstFailure!;
        Note(turn, asked, reviewed);
        turn.ReplyNow(asked.Ticket, StatusCodes.Status400BadRequest, new ErrorResponse(first.Error, first.Message ?? first.Error)
        {
            Check = first.Name,
            Limit = first.Limit,
            Observed = first.Observed,
            Reason = first.Name == "circuitBreaker" ? turn.Ledger.Breaker.Reason : null,
            Failures = failures,
            Timestamp = turn.Now,
        });
    }

    /// <summary>Records a refusal.</summary>
    public static void Note(Turn turn, Asked asked, Reviewed reviewed)
    {
        var failures = reviewed.Decision.Failures.Select(EvidenceViews.Check).ToArray();
        var first = reviewed.Decision.FirstFailure!;
        turn.Record(new RiskRefused(reviewed.Decision.Intent, first.Name, first.Error, failures, asked.Action.Definition.Path)
        {
            At = turn.Now,
            Actor = asked.Actor,
        });
    }

    /// <summary>What the gate is to decide on. Every order and every dry run passes here: it makes no garbage.</summary>
    public static RiskView View(Turn turn, OrderIntent intent, Quote quote)
    {
        var symbol = intent.Symbol;
        var (exposure, age, own) = Look(turn, symbol, quote.AgeAt(turn.Now));
        // Before the first reconciliation the position is not known, and not knowing refuses what raises exposure.
        decimal? position = turn.State.Reconciled ? own.Position?.Quantity ?? 0 : null;
        var working = own.Working.Against(position ?? 0);
        var balance = Pnl.MarginBalance(turn.State, turn.Context.Quote);
        return new RiskView
        {
            AsOf = turn.Now,
            BreakerOpen = turn.Ledger.Breaker.Open,
            BreakerReason = turn.Ledger.Breaker.Reason,
            Instrument = turn.Context.Instrument(symbol),
            MarkPrice = quote.MarkPrice,
            MarketAge = age,
            PositionQuantity = position,
            WorkingBuyQuantity = working.Buy,
            WorkingSellQuantity = working.Sell,
            WorkingReduceQuantity = intent.Type.IsConditional() ? 0 : working.ReservedOf(position ?? 0),
            MarginBalance = balance,
            ExposureNotional = turn.State.Reconciled ? exposure : null,
            DailyPnl = Pnl.Daily(turn.State, turn.Ledger.Breaker, balance, turn.Now),
            OrdersInWindow = OrdersInWindow(turn),
            DailyLossLatched = turn.Ledger.Breaker.IsDailyLossLatched(turn.Now),
        };
    }

    // Exposure, balance and the day's PnL rest on the marks of all that the account is exposed to: the oldest counts, and a missing one is
    // not known.
    private static (decimal? Exposure, TimeSpan? Age, Exposures.Row Own) Look(Turn turn, Symbol symbol, TimeSpan? age)
    {
        decimal? sum = 0;
        var own = default(Exposures.Row);
        foreach (ref readonly var row in turn.State.Exposures.Rows.AsSpan())
        {
            var quote = turn.Context.Quote(row.Position.Symbol);
            sum += row.WorstCase * quote?.MarkPrice;
            if (quote?.MarkAt is { } at && turn.Now - at > age) age = turn.Now - at;
            if (row.Position.Symbol == symbol) own = row;
        }
        return (sum, age, own);
    }

    private static int OrdersInWindow(Turn turn) => OrdersInWindow(turn.State, turn.Context.Limits, turn.Now);

    /// <summary>Orders approved in the rate window that ends at <paramref name="now"/>.</summary>
    public static int OrdersInWindow(AccountState state, RiskLimits limits, DateTimeOffset now)
    {
        var count = 0;
        foreach (var at in state.Ledger.OrderTimes)
        {
            if (now - at < limits.OrderRateWindow) count++;
        }
        return count;
    }
}
