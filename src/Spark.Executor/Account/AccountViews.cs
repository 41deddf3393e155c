using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;

namespace Spark.Executor.Account;

/// <summary>Balances and positions in the contract's words.</summary>
internal static class AccountViews
{
    public static AccountView Account(AccountState state, Func<Symbol, Quote?> quote)
    {
        var unrealized = Pnl.Unrealized(state, quote);
        var used = MarginUsed(state, quote);
        var balance = state.Exchange.WalletBalance + unrealized;
        return new AccountView(state.Exchange.WalletBalance ?? 0, balance, balance - used is { } free ? Math.Max(0, free) : null, unrealized, used);
    }

    public static PositionView Position(AccountState state, Position position, Func<Symbol, Quote?> quote)
    {
        var mark = quote(position.Symbol)?.MarkPrice;
        return new PositionView
        {
            Symbol = position.Symbol.Value,
            Side = position.Quantity > 0 ? "LONG" : "SHORT",
            Quantity = Math.Abs(position.Quantity),
            EntryPrice = position.EntryPrice,
            MarkPrice = mark,
            Notional = mark is { } price ? position.NotionalAt(price) : null,
            UnrealizedPnl = mark is { } at ? position.UnrealizedPnlAt(at) : null,
            Leverage = state.Exchange.LeverageOf(position.Symbol),
            LiquidationPrice = state.Exchange.LiquidationPrices.TryGetValue(position.Symbol, out var liquidation) ? liquidation : null,
        };
    }

    // Initial margin of positions at mark and of orders at their price, each by its symbol's leverage.
    private static decimal? MarginUsed(AccountState state, Func<Symbol, Quote?> quote)
    {
        var sum = 0m;
        foreach (var position in state.Exchange.Positions.Values)
        {
            if (quote(position.Symbol)?.MarkPrice is not { } mark) return null;
            sum += position.NotionalAt(mark) / state.Exchange.LeverageOf(position.Symbol);
        }
        foreach (var order in state.Ledger.Open.Values.Where(order => !order.Intent.ReduceOnly && !order.IsInAlgoService))
        {
            if ((order.Intent.Price ?? quote(order.Intent.Symbol)?.MarkPrice) is not { } price) return null;
            sum += order.Remaining * price / state.Exchange.LeverageOf(order.Intent.Symbol);
        }
        return sum;
    }
}
