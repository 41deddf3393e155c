using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>An account's sums, USDT.</summary>
internal readonly record struct AccountTotals(
    decimal Wallet, decimal Unrealized, decimal PositionInitial, decimal OrderInitial, decimal Maintenance, long UpdateTime)
{
    /// <summary>What new orders may lock.</summary>
    public decimal Available => Math.Max(0, Wallet + Unrealized - PositionInitial - OrderInitial);

    /// <summary>Unrealised profit can't be withdrawn.</summary>
    public decimal MaxWithdraw => Math.Max(0, Math.Min(Available, Wallet - PositionInitial - OrderInitial));

    public static AccountTotals Of(Account account)
    {
        var (unrealized, position, orders, maintenance) = (0m, 0m, 0m, 0m);
        foreach (var holding in account.Active)
        {
            unrealized += Margin.Unrealized(holding);
            position += Margin.PositionInitial(holding);
            orders += Margin.OpenOrderInitial(holding);
            maintenance += Margin.Maintenance(holding);
        }
        return new AccountTotals(account.Wallet, unrealized, position, orders, maintenance, account.UpdateTime);
    }
}
