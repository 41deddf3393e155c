using System.Collections.Immutable;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;

namespace Spark.Executor.Countdown;

/// <summary>Which of the exchange's dead-man timers are to be set, set again, and stopped; a function of what is known.</summary>
/// <param name="Arm">Symbols whose timer is set, or begins anew.</param>
/// <param name="Disarm">Symbols whose timer is stopped.</param>
internal sealed record CountdownPlan(ImmutableArray<Symbol> Arm, ImmutableArray<Symbol> Disarm)
{
    /// <summary>The shortest countdown that leaves time to set it again; shorter ones would cancel orders of a healthy Spark.</summary>
    public const int ShortestSeconds = 5;

    /// <summary>Tries before it runs out: it is set anew after this part of it, and one try takes no longer.</summary>
    public const int TriesWithin = 3;

    /// <summary>What is to be done now.</summary>
    /// <param name="state">The account.</param>
    /// <param name="armed">Symbols whose timer may be running, with the time at which it was last set.</param>
    /// <param name="countdown">The exchange cancels a symbol's plain orders when it isn't set again within this.</param>
    /// <param name="now">Now.</param>
    public static CountdownPlan Of(AccountState state, IReadOnlyDictionary<Symbol, DateTimeOffset> armed, TimeSpan countdown, DateTimeOffset now)
    {
        if (!state.Reconciled) return new CountdownPlan([], []);
        var wanted = SymbolsOf(state);
        return new CountdownPlan(
            [.. wanted.Where(symbol => !armed.TryGetValue(symbol, out var set) || now - set >= countdown / TriesWithin).Order()],
            [.. armed.Keys.Where(symbol => !wanted.Contains(symbol)).Order()]);
    }

    // The timer takes off every plain order of its symbol: where somebody else has one, it is not Spark's to set. Conditional orders
    // are in another service, which it is not known to reach: a stop goes on protecting.
    private static HashSet<Symbol> SymbolsOf(AccountState state)
    {
        var symbols = state.Ledger.Open.Values.Where(order => !order.IsInAlgoService).Select(order => order.Intent.Symbol).ToHashSet();
        symbols.ExceptWith(state.Ledger.Open.Values.Where(order => order.Intent.Origin == OrderOrigin.Foreign).Select(order => order.Intent.Symbol));
        return symbols;
    }
}
