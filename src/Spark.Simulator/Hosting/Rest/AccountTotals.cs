using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>An account's sums, USDT.</summary>
internal readonly record struct AccountTotals
{
    public required decimal Wallet { get; init; }

    /// <summary>The wallet without those of isolated positions.</summary>
    public required decimal CrossWallet { get; init; }

    public decimal Unrealized { get; private init; }

    public decimal CrossUnrealized { get; private init; }

    public decimal PositionInitial { get; private init; }

    public decimal OrderInitial { get; private init; }

    public decimal Maintenance { get; private init; }

    public required long UpdateTime { get; init; }

    private decimal CrossPositionInitial { get; init; }

    /// <summary>What new orders may lock.</summary>
    public decimal Available => Math.Max(0, Unlocked + CrossUnrealized);

    /// <summary>Unrealised profit can't be withdrawn.</summary>
    public decimal MaxWithdraw => Math.Max(0, Math.Min(Available, Unlocked));

    /// <summary>The cross wallet without what positions and orders lock; an isolated position's margin has left it already.</summary>
    private decimal Unlocked => CrossWallet - CrossPositionInitial - OrderInitial;

    public static AccountTotals Of(Account account) => account.Active.Aggregate(
        new AccountTotals { Wallet = account.Wallet, CrossWallet = account.CrossWallet, UpdateTime = account.UpdateTime }, With);

    private static AccountTotals With(AccountTotals sum, Holding holding)
    {
        var (unrealized, initial) = (Margin.Unrealized(holding), Margin.PositionInitial(holding));
        return sum with
        {
            Unrealized = sum.Unrealized + unrealized,
            CrossUnrealized = sum.CrossUnrealized + (holding.IsIsolated ? 0 : unrealized),
            PositionInitial = sum.PositionInitial + initial,
            CrossPositionInitial = sum.CrossPositionInitial + (holding.IsIsolated ? 0 : initial),
            OrderInitial = sum.OrderInitial + Margin.OpenOrderInitial(holding),
            Maintenance = sum.Maintenance + Margin.Maintenance(holding),
        };
    }
}
