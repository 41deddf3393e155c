using Spark.Domain.Markets;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>The account's worth and the day's profit, from the exchange's wallet and the newest marks. Null where a mark is missing.</summary>
internal static class Pnl
{
    /// <summary>Σ quantity × (mark − entry), USDT.</summary>
    public static decimal? Unrealized(AccountState state, Func<Symbol, Quote?> quote)
    {
        var sum = 0m;
        foreach (ref readonly var row in state.Exposures.Rows.AsSpan())
        {
            if (row.Position.IsFlat) continue;
            if (quote(row.Position.Symbol)?.MarkPrice is not { } mark) return null;
            sum += row.Position.UnrealizedPnlAt(mark);
        }
        return sum;
    }

    /// <summary>Wallet balance plus unrealised profit, USDT.</summary>
    public static decimal? MarginBalance(AccountState state, Func<Symbol, Quote?> quote) => state.Exchange.WalletBalance + Unrealized(state, quote);

    /// <summary>The day's PnL with drills; null before the day's opening balance is known.</summary>
    public static decimal? Daily(Turn turn) => Daily(turn, turn.Ledger.Breaker);

    public static decimal? Daily(Turn turn, BreakerState breaker) => Daily(turn.State, breaker, turn.Context.Quote, turn.Now);

    public static decimal? Daily(AccountState state, BreakerState breaker, Func<Symbol, Quote?> quote, DateTimeOffset now) =>
        Daily(state, breaker, MarginBalance(state, quote), now);

    /// <summary>The same at a margin balance of <paramref name="marginBalance"/>.</summary>
    public static decimal? Daily(AccountState state, BreakerState breaker, decimal? marginBalance, DateTimeOffset now) =>
        state.Ledger.Day is { OpeningBalance: { } opening } day && day.Day == DateOnly.FromDateTime(now.UtcDateTime) && marginBalance is { } balance
            ? DailyPnl.Of(balance, opening, day.NetTransfers, breaker.RecordedAt(now))
            : null;
}
