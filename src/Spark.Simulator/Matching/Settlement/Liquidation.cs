using System.Globalization;
using Spark.Domain.Orders;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Matching.Settlement;

/// <summary>
/// Takes over accounts whose margin balance no longer covers their maintenance margin: orders expire, positions are closed
/// by liquidation orders into the book, and what the book can't take, or the wallet can't pay, falls to the insurance fund.
/// </summary>
internal sealed class Liquidation(Exchange exchange, MatchingEngine engine)
{
    /// <summary>Liquidation orders are limited to mark ± this.</summary>
    private const decimal Reach = 0.05m;

    private readonly Account _insurance = exchange.Open("house:insurance", 0, isHouse: true);

    public void Check(Account account)
    {
        if (account.IsHouse || account.Active.Count == 0) return;
        var (balance, maintenance) = (account.Wallet, 0m);
        foreach (var holding in account.Active)
        {
            if (holding.Position.IsFlat) continue;
            balance += Margin.Unrealized(holding);
            maintenance += Margin.Maintenance(holding);
        }
        if (maintenance > 0 && balance < maintenance) Liquidate(account);
    }

    private void Liquidate(Account account)
    {
        Holding[] holdings = [.. account.Holdings.Where(holding => !holding.IsIdle || holding.OpenAlgoOrders.Count > 0)];
        foreach (var holding in holdings) Expire(holding);
        foreach (var holding in holdings)
        {
            if (!holding.Position.IsFlat) Close(holding);
        }
        if (account.Wallet >= 0) return;
        var missing = -account.Wallet;
        _insurance.Wallet -= missing;
        exchange.Credit(account, IncomeType.InsuranceClear, holdings[0].Market, missing, exchange.Now);
    }

    private void Expire(Holding holding)
    {
        BookOrder[] open = [.. holding.OpenOrders.Values.OrderBy(order => order.Id)];
        foreach (var order in open)
        {
            if (order.IsResting) engine.Close(order, OrderStatus.Expired, ExpiryReason.Liquidation);
        }
        exchange.Algos.EndAll(holding, AlgoStatus.Expired);
    }

    private void Close(Holding holding)
    {
        var market = holding.Market;
        var side = holding.Position.Quantity > 0 ? Side.Sell : Side.Buy;
        var ticks = Math.Max(1, market.Contract.ToTicks(market.MarkPrice * (1 + side.Sign() * Reach)));
        var lots = holding.PositionLots;
        var backstop = exchange.PlaceForHouse(_insurance, market, side.Opposite(), ticks, lots, TimeInForce.GoodTillCancel);
        exchange.Liquidate(holding, side, ticks, lots, string.Create(CultureInfo.InvariantCulture, $"autoclose-{exchange.Now}{market.Contract.Index:000}"));
        if (backstop.IsResting) exchange.Cancel(backstop);
    }
}
