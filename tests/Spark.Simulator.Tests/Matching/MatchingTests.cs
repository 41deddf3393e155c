using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Matching;

public sealed class MatchingTests
{
    private readonly CoreExchange _x = new();

    [Fact]
    public void The_better_price_trades_first_and_at_its_own_price()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_010);
        var best = _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000).Order!;
        var taker = _x.Limit(_x.Bob, Side.Buy, 0.002m, 70_010).Order!;
        Assert.Equal(OrderStatus.Filled, best.Status);
        Assert.Equal(70_000, taker.AveragePrice);
    }

    [Fact]
    public void Of_two_orders_at_one_price_the_older_trades_first()
    {
        var older = _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000).Order!;
        var newer = _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000).Order!;
        _x.Take(_x.Bob, Side.Buy, 0.003m);
        Assert.Equal(OrderStatus.Filled, older.Status);
        Assert.Equal((OrderStatus.PartiallyFilled, 0.001m), (newer.Status, newer.FilledQuantity));
    }

    [Fact]
    public void A_crossing_limit_order_takes_what_is_there_and_rests_with_the_remainder()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000);
        var order = _x.Limit(_x.Bob, Side.Buy, 0.005m, 70_100).Order!;
        Assert.Equal((OrderStatus.PartiallyFilled, 0.002m, true), (order.Status, order.FilledQuantity, order.IsResting));
        Assert.Equal(70_100, _x.Btc.Contract.ToPrice(_x.Btc.Book.Bids.Best!.Ticks));
    }

    [Fact]
    public void The_remainder_of_an_immediate_order_expires_with_reason_2()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000);
        var order = _x.Limit(_x.Bob, Side.Buy, 0.005m, 70_000, TimeInForce.ImmediateOrCancel).Order!;
        Assert.Equal((OrderStatus.Expired, 0.002m, ExpiryReason.ImmediateRemainder), (order.Status, order.FilledQuantity, order.ExpiryReason));
        Assert.Equal(0, _x.Btc.Book.Bids.Count);
    }

    [Fact]
    public void A_fill_or_kill_order_that_cannot_fill_whole_is_refused_and_leaves_no_trace()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000);
        _x.Events.Lines.Clear();
        Assert.Equal(-5021, _x.Limit(_x.Bob, Side.Buy, 0.003m, 70_000, TimeInForce.FillOrKill).Rejection!.Code);
        Assert.Empty(_x.Events.Lines);
        Assert.Empty(_x.Bob.Orders);
    }

    [Fact]
    public void A_fill_or_kill_order_fills_whole_over_several_levels()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000);
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_010);
        var order = _x.Limit(_x.Bob, Side.Buy, 0.003m, 70_010, TimeInForce.FillOrKill).Order!;
        Assert.Equal(OrderStatus.Filled, order.Status);
    }

    [Fact]
    public void A_post_only_order_that_would_take_is_refused_and_one_that_rests_is_not()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000);
        Assert.Equal(-5022, _x.Limit(_x.Bob, Side.Buy, 0.002m, 70_000, TimeInForce.PostOnly).Rejection!.Code);
        Assert.True(_x.Limit(_x.Bob, Side.Buy, 0.002m, 69_999.9m, TimeInForce.PostOnly).Order!.IsResting);
    }

    [Fact]
    public void A_market_order_without_enough_liquidity_expires_with_reason_9()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000);
        var order = _x.Take(_x.Bob, Side.Buy, 0.003m).Order!;
        Assert.Equal((OrderStatus.Expired, 0.002m, ExpiryReason.MarketRemainder), (order.Status, order.FilledQuantity, order.ExpiryReason));
    }

    [Fact]
    public void A_market_order_is_refused_when_the_best_price_is_outside_the_percent_band()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.002m, 73_000);
        Exchange.SetPrices(_x.Btc, 68_000, 68_000, 0);
        Assert.Equal(-4131, _x.Take(_x.Bob, Side.Buy, 0.001m).Rejection!.Code);
    }

    [Fact]
    public void Meeting_its_own_order_expires_the_resting_one_and_no_trade_happens()
    {
        var resting = _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000).Order!;
        var taker = _x.Limit(_x.Alice, Side.Buy, 0.002m, 70_000).Order!;
        Assert.Equal((OrderStatus.ExpiredInMatch, ExpiryReason.SelfTradePrevention), (resting.Status, resting.ExpiryReason));
        Assert.True(taker.IsResting);
        Assert.Empty(_x.Events.Tape);
    }

    [Fact]
    public void Taker_mode_expires_the_incoming_order_instead()
    {
        var resting = _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000).Order!;
        var taker = _x.Limit(_x.Alice, Side.Buy, 0.002m, 70_000, selfTrade: SelfTradeMode.ExpireTaker).Order!;
        Assert.Equal(OrderStatus.ExpiredInMatch, taker.Status);
        Assert.True(resting.IsResting);
    }

    [Fact]
    public void Cancelling_an_order_that_is_over_is_unknown_order()
    {
        var order = _x.Limit(_x.Alice, Side.Sell, 0.002m, 70_000).Order!;
        Assert.Equal(OrderStatus.Canceled, _x.Exchange.Cancel(order).Order!.Status);
        Assert.Equal(-2011, _x.Exchange.Cancel(order).Rejection!.Code);
        Assert.Equal(0, _x.Btc.Book.Asks.Count);
    }

    [Fact]
    public void A_market_order_tells_new_then_per_match_fill_account_order_for_taker_and_maker()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.001m, 70_000);
        _x.Limit(_x.Alice, Side.Sell, 0.001m, 70_010);
        _x.Events.Lines.Clear();
        _x.Take(_x.Bob, Side.Buy, 0.002m);
        Assert.Equal(
        [
            "bob ORDER New New 0.000/0.002",
            "bob TRADE_LITE 0.001 @ 70000.00", "bob ACCOUNT_UPDATE 0.001", "bob ORDER Trade PartiallyFilled 0.001/0.002",
            "alice TRADE_LITE 0.001 @ 70000.00", "alice ACCOUNT_UPDATE -0.001", "alice ORDER Trade Filled 0.001/0.001",
            "bob TRADE_LITE 0.001 @ 70010.00", "bob ACCOUNT_UPDATE 0.002", "bob ORDER Trade Filled 0.002/0.002",
            "alice TRADE_LITE 0.001 @ 70010.00", "alice ACCOUNT_UPDATE -0.002", "alice ORDER Trade Filled 0.001/0.001",
        ], _x.Events.Lines);
    }

    [Fact]
    public void A_resting_order_and_its_cancel_change_no_account()
    {
        var order = _x.Limit(_x.Alice, Side.Sell, 0.001m, 70_000).Order!;
        _x.Exchange.Cancel(order);
        Assert.Equal(["alice ORDER New New 0.000/0.001", "alice ORDER Canceled Canceled 0.000/0.001"], _x.Events.Lines);
    }

    [Fact]
    public void Maker_and_taker_pay_their_own_rates()
    {
        _x.Limit(_x.Alice, Side.Sell, 0.01m, 70_000);
        _x.Take(_x.Bob, Side.Buy, 0.01m);
        Assert.Equal(10_000 - 700 * 0.0002m, _x.Alice.Wallet);
        Assert.Equal(10_000 - 700 * 0.0005m, _x.Bob.Wallet);
    }
}
