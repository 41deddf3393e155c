using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Amending;

namespace Spark.Simulator.Tests.Matching;

public sealed class SettlementTests
{
    private readonly CoreExchange _x = new();

    [Fact]
    public void Funding_goes_from_longs_to_shorts_while_the_rate_is_positive_and_conserves_money()
    {
        _x.Limit(_x.Bob, Side.Sell, 0.5m, 70_000);
        _x.Limit(_x.Alice, Side.Buy, 0.5m, 70_000);
        var before = _x.Alice.Wallet + _x.Bob.Wallet;
        _x.Events.Lines.Clear();
        _x.Exchange.PayFunding(_x.Btc, 72_000, 0.0001m, 5_000_000);
        Assert.Equal([-3.6m, 3.6m], new[] { _x.Alice, _x.Bob }.Select(account => account.Incomes[^1].Amount));
        Assert.Equal(before, _x.Alice.Wallet + _x.Bob.Wallet);
    }

    [Fact]
    public void An_account_below_its_maintenance_margin_loses_its_orders_and_then_its_position()
    {
        _x.Exchange.SetLeverage(_x.Alice.In(_x.Btc), 100);
        _x.Give(_x.Alice, Side.Buy, 5);
        _x.Limit(_x.Alice, Side.Buy, 0.01m, 69_000);
        Offer(Side.Buy, 2, 68_300);
        Mark(68_300);
        _x.Events.Lines.Clear();
        _x.Exchange.LiquidateDue();
        Assert.Equal(["alice MARGIN_CALL BTCUSDT", "alice ORDER Expired Expired 0.000/0.010 er 5", "alice ORDER New New 0.000/5.000"], _x.Events.Lines.Take(3));
        Assert.Contains("alice ORDER Calculated PartiallyFilled 2.000/5.000", _x.Events.Lines);
        Assert.Contains("alice ORDER Calculated Filled 5.000/5.000", _x.Events.Lines);
        Assert.Equal(0, _x.PositionOf(_x.Alice));
        Assert.True(_x.Alice.Wallet >= 0);
        Assert.Equal(0, _x.Exchange.Accounts.Sum(_x.PositionOf));
        Assert.StartsWith("autoclose-", _x.Alice.Orders.Values.Single(order => order.IsLiquidation).ClientOrderId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_insurance_fund_makes_up_for_a_wallet_below_zero()
    {
        _x.Exchange.SetLeverage(_x.Alice.In(_x.Btc), 100);
        _x.Give(_x.Alice, Side.Buy, 5);
        Mark(60_000);
        _x.Exchange.LiquidateDue();
        Assert.Equal(0, _x.Alice.Wallet);
        Assert.Contains(_x.Events.Lines, line => line.StartsWith("alice InsuranceClear", StringComparison.Ordinal));
    }

    [Fact]
    public void A_solvent_account_is_left_alone()
    {
        _x.Give(_x.Alice, Side.Buy, 0.5m);
        Mark(60_000);
        _x.Exchange.LiquidateDue();
        Assert.Equal(0.5m, _x.PositionOf(_x.Alice));
    }

    [Fact]
    public void A_countdown_cancels_the_symbols_orders_when_it_runs_out_and_not_when_it_is_renewed_or_stopped()
    {
        var holding = _x.Alice.In(_x.Btc);
        var order = _x.Limit(_x.Alice, Side.Buy, 0.01m, 69_000).Order!;
        _x.Exchange.Countdown(holding, 10_000);
        _x.Exchange.AdvanceTo(_x.Exchange.Now + 9_000);
        _x.Exchange.Countdown(holding, 10_000);
        _x.Exchange.AdvanceTo(_x.Exchange.Now + 9_000);
        Assert.True(order.IsResting);
        _x.Exchange.AdvanceTo(_x.Exchange.Now + 1_000);
        Assert.Equal(OrderStatus.Canceled, order.Status);
        var second = _x.Limit(_x.Alice, Side.Buy, 0.01m, 69_000).Order!;
        _x.Exchange.Countdown(holding, 1_000);
        _x.Exchange.Countdown(holding, 0);
        _x.Exchange.AdvanceTo(_x.Exchange.Now + 60_000);
        Assert.True(second.IsResting);
    }

    [Fact]
    public void An_amended_order_goes_to_the_back_of_its_queue_and_keeps_what_was_filled()
    {
        var first = _x.Limit(_x.Alice, Side.Buy, 0.02m, 69_000).Order!;
        var second = _x.Limit(_x.Bob, Side.Buy, 0.01m, 69_000).Order!;
        Offer(Side.Sell, 0.01m, 69_000);
        _x.Events.Lines.Clear();
        Assert.Null(Amend(first, 0.05m, 69_000).Rejection);
        Assert.Equal("alice ORDER Amendment PartiallyFilled 0.010/0.050", Assert.Single(_x.Events.Lines));
        Offer(Side.Sell, 0.01m, 69_000);
        Assert.Equal((OrderStatus.Filled, OrderStatus.PartiallyFilled), (second.Status, first.Status));
        Assert.Equal(0.04m * 69_000, _x.Alice.In(_x.Btc).BidNotional);
    }

    [Fact]
    public void An_amendment_is_refused_or_cancels_by_the_exchanges_rules()
    {
        var order = _x.Limit(_x.Alice, Side.Buy, 0.02m, 69_000).Order!;
        Assert.Equal(-5027, Amend(order, 0.02m, 69_000).Rejection!.Code);
        Assert.Equal(-4014, Amend(order, 0.02m, 69_000.05m).Rejection!.Code);
        Assert.Equal(-4016, Amend(order, 0.02m, 80_000).Rejection!.Code);
        Assert.Equal(-2019, Amend(order, 100, 69_000).Rejection!.Code);
        Assert.True(order.IsResting);
        Offer(Side.Sell, 0.01m, 69_000);
        Amend(order, 0.01m, 69_000);
        Assert.Equal(OrderStatus.Canceled, order.Status);
        var postOnly = _x.Limit(_x.Alice, Side.Buy, 0.02m, 69_000, TimeInForce.PostOnly).Order!;
        Offer(Side.Sell, 0.01m, 69_500);
        Amend(postOnly, 0.02m, 69_600);
        Assert.Equal(OrderStatus.Canceled, postOnly.Status);
    }

    [Fact]
    public void The_10001st_amendment_of_one_order_is_one_too_many()
    {
        var order = _x.Limit(_x.Alice, Side.Buy, 0.02m, 69_000).Order!;
        for (var i = 1; i <= Exchange.MostAmendments; i++) Assert.Null(Amend(order, 0.02m + 0.001m * (i % 2), 69_000).Rejection);
        Assert.Equal(-5026, Amend(order, 0.03m, 69_000).Rejection!.Code);
    }

    [Fact]
    public void A_hedged_account_reads_so_and_can_only_change_while_it_has_nothing_open()
    {
        _x.Limit(_x.Alice, Side.Buy, 0.01m, 69_000);
        Assert.Equal(-4067, _x.Exchange.SetHedged(_x.Alice, true)!.Code);
        _x.Exchange.CancelAll(_x.Alice, _x.Btc);
        Assert.Null(_x.Exchange.SetHedged(_x.Alice, true));
        Assert.Equal(-4059, _x.Exchange.SetHedged(_x.Alice, true)!.Code);
        Assert.True(_x.Alice.IsHedged);
    }

    private Placement Amend(BookOrder order, decimal quantity, decimal price) => _x.Exchange.Amend(new AmendOrder(order, order.Side, quantity, price));

    private void Mark(decimal price) => Exchange.SetPrices(_x.Btc, price, price, 0);

    private void Offer(Side side, decimal quantity, decimal price) => _x.Exchange.PlaceForHouse(
        _x.Exchange.Open("house", 0, isHouse: true), _x.Btc, side, _x.Btc.Contract.ToTicks(price), _x.Btc.Contract.ToLots(quantity), TimeInForce.GoodTillCancel);
}
