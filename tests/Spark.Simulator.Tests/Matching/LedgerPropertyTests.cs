using CsCheck;
using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;
using Spark.Simulator.Matching.Amending;

namespace Spark.Simulator.Tests.Matching;

public sealed class LedgerPropertyTests
{
    private sealed record Step(int Who, int Kind, bool Buy, int Lots, int TicksFromMark, int TimeInForce, bool ReduceOnly, int SelfTrade, int MarkMove);

    private static readonly Gen<Step> Steps =
        from who in Gen.Int[0, 1]
        from kind in Gen.Int[0, 14]
        from buy in Gen.Bool
        from lots in Gen.Int[1, 60]
        from ticks in Gen.Int[-80, 80]
        from timeInForce in Gen.Int[0, 3]
        from reduceOnly in Gen.Int[0, 3]
        from selfTrade in Gen.Int[0, 3]
        from move in Gen.Int[-3000, 3000]
        select new Step(who, kind, buy, lots, ticks, timeInForce, reduceOnly == 0, selfTrade, move);

    [Fact]
    public void Whatever_two_accounts_do_the_book_never_crosses_and_no_cent_is_lost() =>
        Steps.List[1, 120].Sample(steps =>
        {
            var x = new CoreExchange();
            var house = x.Exchange.Open("house", 0, isHouse: true);
            foreach (var step in steps)
            {
                Apply(x, house, step);
                Check(x);
            }
        }, iter: 400);

    private static void Apply(CoreExchange x, Account house, Step step)
    {
        var account = step.Who == 0 ? x.Alice : x.Bob;
        var side = step.Buy ? Side.Buy : Side.Sell;
        var quantity = step.Lots * 0.001m;
        var price = CoreExchange.Mark + step.TicksFromMark * 0.1m;
        switch (step.Kind)
        {
            case 0:
                foreach (var order in account.In(x.Btc).OpenOrders.Values.Take(1).ToArray()) x.Exchange.Cancel(order);
                break;
            case 1:
                x.Exchange.CancelAll(account, x.Btc);
                break;
            case 2:
                Exchange.SetPrices(x.Btc, CoreExchange.Mark + step.MarkMove * 0.1m, CoreExchange.Mark, 0);
                x.Exchange.TriggerStops(x.Btc);
                break;
            case 3 or 4:
                x.Exchange.PlaceForHouse(house, x.Btc, side, x.Btc.Contract.ToTicks(price), step.Lots, (TimeInForce)(step.TimeInForce % 2));
                break;
            case 10:
                foreach (var order in account.In(x.Btc).OpenOrders.Values.Take(1).ToArray()) x.Exchange.Amend(new AmendOrder(order, order.Side, quantity, price));
                break;
            case 11 or 12:
                x.Exchange.Place(new PlaceAlgo
                {
                    Account = account,
                    Market = x.Btc,
                    Side = side,
                    Type = step.Kind == 11 ? OrderType.StopMarket : OrderType.TakeProfit,
                    Quantity = quantity,
                    Price = step.Kind == 11 ? 0 : price,
                    TriggerPrice = price,
                    ReduceOnly = step.ReduceOnly,
                    WorkingType = (WorkingType)(step.TimeInForce % 2),
                });
                break;
            case 13:
                x.Exchange.SetIsolated(account.In(x.Btc), step.Buy);
                break;
            case 14:
                x.Exchange.MoveMargin(account.In(x.Btc), step.MarkMove * 0.1m);
                break;
            case 5 or 6:
                x.Take(account, side, quantity, step.ReduceOnly);
                break;
            default:
                x.Limit(account, side, quantity, price, (TimeInForce)step.TimeInForce, step.ReduceOnly, null, (SelfTradeMode)step.SelfTrade);
                break;
        }
    }

    private static void Check(CoreExchange x)
    {
        var book = x.Btc.Book;
        Assert.True(book.Bids.Best is not { } bid || book.Asks.Best is not { } ask || bid.Ticks < ask.Ticks, "the book is crossed");
        Assert.Equal(0, x.Exchange.Accounts.Sum(x.PositionOf));
        foreach (var account in (Account[])[x.Alice, x.Bob]) CheckAccount(x, account);
        CheckLevels(book.Bids);
        CheckLevels(book.Asks);
        CheckEvents(x);
        var clientSides = x.Events.Fills.GroupBy(fill => fill.Id).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var trade in x.Events.Tape)
        {
            foreach (var fill in clientSides.GetValueOrDefault(trade.Id, [])) Assert.Equal((trade.Price, trade.Lots), (fill.Price, fill.Lots));
            if (clientSides.GetValueOrDefault(trade.Id) is { Length: 2 } both) Assert.NotEqual(both[0].Order.Side, both[1].Order.Side);
        }
    }

    /// <summary>Each order is told NEW first, its fills only grow, and nothing follows its end; every fill is told quick word, account, order.</summary>
    private static void CheckEvents(CoreExchange x)
    {
        foreach (var told in x.Events.Changes.GroupBy(change => change.Order))
        {
            var changes = told.ToArray();
            Assert.Equal(ExecutionType.New, changes[0].Type);
            Assert.All(changes[..^1], change => Assert.False(change.Status.IsFinal()));
            Assert.Equal(changes.Select(change => change.FilledLots).Order(), changes.Select(change => change.FilledLots));
            Assert.InRange(changes[^1].FilledLots, 0, told.Key.Lots);
        }
        var lines = x.Events.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].Contains(" TRADE_LITE ", StringComparison.Ordinal)) continue;
            var who = lines[i].Split(' ')[0];
            Assert.StartsWith($"{who} ACCOUNT_UPDATE", lines[i + 1], StringComparison.Ordinal);
            Assert.StartsWith($"{who} ORDER Trade", lines[i + 2], StringComparison.Ordinal);
        }
    }

    private static void CheckAccount(CoreExchange x, Account account)
    {
        var holding = account.In(x.Btc);
        Assert.Equal(10_000 + account.Trades.Sum(trade => trade.RealizedPnl) - account.Trades.Sum(trade => trade.Commission), account.Wallet);
        Assert.Equal(account.Trades.Sum(trade => trade.Order.Side.Sign() * trade.Quantity), holding.Position.Quantity);
        Assert.Equal(account.Holdings.Sum(other => other.IsolatedWallet), account.IsolatedBalance);
        Assert.True(holding.IsIsolated && !holding.Position.IsFlat ? holding.IsolatedWallet > 0 : holding.IsolatedWallet == 0);
        Assert.All(holding.OpenOrders.Values, order => Assert.True(order.IsResting && order.RemainingLots > 0));
        Assert.Equal(Resting(holding, Side.Buy), holding.BidNotional);
        Assert.Equal(Resting(holding, Side.Sell), holding.AskNotional);
        Assert.All(holding.OpenOrders.Values.Where(order => order.ReduceOnly), order => Assert.True(holding.IsReducedBy(order.Side)));
        Assert.All(account.Orders.Values, order => Assert.Equal(order.Status.IsFinal(), !order.IsResting));
    }

    private static decimal Resting(Holding holding, Side side) => holding.OpenOrders.Values
        .Where(order => order.Side == side && !order.ReduceOnly)
        .Sum(order => order.Price * order.Market.Contract.ToQuantity(order.RemainingLots));

    private static void CheckLevels(BookSide side)
    {
        for (var rank = 0; rank < side.Count; rank++)
        {
            var sum = 0L;
            for (var order = side[rank].First; order is not null; order = order.Next) sum += order.RemainingLots;
            Assert.Equal(sum, side[rank].Lots);
            Assert.True(sum > 0);
        }
    }
}
