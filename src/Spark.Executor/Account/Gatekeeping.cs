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

    private static RiskView View(Turn turn, OrderIntent intent, Quote quote)
    {
        var symbol = intent.Symbol;
        var position = PositionOf(turn.State, symbol);
        var working = WorkingOrders.Of(turn.State, symbol).Against(position ?? 0);
        return new RiskView
        {
            AsOf = turn.Now,
            BreakerOpen = turn.Ledger.Breaker.Open,
            BreakerReason = turn.Ledger.Breaker.Reason,
            Instrument = turn.Context.Instrument(symbol),
            MarkPrice = quote.MarkPrice,
            MarketAge = quote.AgeAt(turn.Now),
            PositionQuantity = position,
            WorkingBuyQuantity = working.Buy,
            WorkingSellQuantity = working.Sell,
            WorkingReduceQuantity = intent.Type.IsConditional() ? 0 : working.ReservedOf(position ?? 0),
            MarginBalance = Pnl.MarginBalance(turn.State, turn.Context.Quote),
            ExposureNotional = ExposureOf(turn),
            DailyPnl = Pnl.Daily(turn),
            OrdersInWindow = OrdersInWindow(turn),
            DailyLossLatched = turn.Ledger.Breaker.IsDailyLossLatched(turn.Now),
        };
    }

    // Before the first reconciliation the position is not known, and not knowing refuses what raises exposure.
    private static decimal? PositionOf(AccountState state, Symbol symbol) => state.Reconciled ? state.Exchange.PositionIn(symbol).Quantity : null;

    private static decimal? ExposureOf(Turn turn)
    {
        if (!turn.State.Reconciled) return null;
        var sum = 0m;
        foreach (var symbol in WorkingOrders.SymbolsOf(turn.State))
        {
            if (turn.Context.Quote(symbol)?.MarkPrice is not { } mark) return null;
            var working = WorkingOrders.Of(turn.State, symbol);
            sum += working.WorstCase(turn.State.Exchange.PositionIn(symbol).Quantity) * mark;
        }
        return sum;
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
