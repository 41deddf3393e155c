using System.Globalization;
using Spark.Domain.Orders;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Matching.Settlement;

/// <summary>
/// Takes over what no longer covers its maintenance margin: all cross positions of an account together, each isolated one alone.
/// A margin call comes first; then orders expire, positions are closed by liquidation orders into the book, and what the book
/// can't take, or the wallet can't pay, falls to the insurance fund.
/// </summary>
internal sealed class Liquidation(Exchange exchange, MatchingEngine engine)
{
    /// <summary>Liquidation orders are limited to mark ± this.</summary>
    private const decimal Reach = 0.05m;

    /// <summary>Share of the margin balance that the maintenance margin takes when the call is told; the exchange publishes none.</summary>
    private const decimal CallAt = 0.8m;

    private readonly Account _insurance = exchange.Open("house:insurance", 0, isHouse: true);

    public void Check(Account account)
    {
        if (account.IsHouse) return;
        CheckCross(account);
        for (var i = account.Active.Count - 1; i >= 0; i--)
        {
            if (i < account.Active.Count && account.Active[i] is { IsIsolated: true, Position.IsFlat: false } holding) CheckIsolated(holding);
        }
    }

    private void CheckCross(Account account)
    {
        var (balance, maintenance) = (account.CrossWallet, 0m);
        foreach (var holding in account.Active)
        {
            if (holding.IsIsolated || holding.Position.IsFlat) continue;
            balance += Margin.Unrealized(holding);
            maintenance += Margin.Maintenance(holding);
        }
        var isCalled = IsShort(balance * CallAt, maintenance);
        if (isCalled && !account.IsMarginCalled) exchange.Observer.MarginCalled(account, [.. account.Active.Where(holding => !holding.IsIsolated && !holding.Position.IsFlat)]);
        account.IsMarginCalled = isCalled;
        if (IsShort(balance, maintenance)) Liquidate(account);
    }

    private void CheckIsolated(Holding holding)
    {
        var balance = holding.IsolatedWallet + Margin.Unrealized(holding);
        var maintenance = Margin.Maintenance(holding);
        var isCalled = IsShort(balance * CallAt, maintenance);
        if (isCalled && !holding.IsMarginCalled) exchange.Observer.MarginCalled(holding.Account, [holding]);
        holding.IsMarginCalled = isCalled;
        if (IsShort(balance, maintenance)) LiquidateIsolated(holding);
    }

    private static bool IsShort(decimal balance, decimal maintenance) => maintenance > 0 && balance < maintenance;

    /// <summary>Every order of the account goes, isolated positions and the stops on them stay.</summary>
    private void Liquidate(Account account)
    {
        Holding[] holdings = [.. account.Holdings.Where(holding => !holding.IsIdle || holding.OpenAlgoOrders.Count > 0)];
        foreach (var holding in holdings) Expire(holding, withStops: !holding.IsIsolated);
        Holding[] crossed = [.. holdings.Where(holding => !holding.IsIsolated && !holding.Position.IsFlat)];
        foreach (var holding in crossed) Close(holding);
        if (account.CrossWallet < 0) MakeUp(account, crossed[0].Market, -account.CrossWallet);
    }

    /// <summary>A loss never goes beyond the position's own wallet.</summary>
    private void LiquidateIsolated(Holding holding)
    {
        var beside = holding.Account.CrossWallet;
        Expire(holding, withStops: true);
        Close(holding);
        if (holding.Account.CrossWallet < beside) MakeUp(holding.Account, holding.Market, beside - holding.Account.CrossWallet);
    }

    private void MakeUp(Account account, Market market, decimal missing)
    {
        _insurance.Wallet -= missing;
        exchange.Credit(account, IncomeType.InsuranceClear, market, missing, exchange.Now);
    }

    private void Expire(Holding holding, bool withStops)
    {
        BookOrder[] open = [.. holding.OpenOrders.Values.OrderBy(order => order.Id)];
        foreach (var order in open)
        {
            if (order.IsResting) engine.Close(order, OrderStatus.Expired, ExpiryReason.Liquidation);
        }
        if (withStops) exchange.Algos.EndAll(holding, AlgoStatus.Expired);
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
