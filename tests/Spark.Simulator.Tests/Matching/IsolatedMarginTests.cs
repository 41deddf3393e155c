using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Matching;

/// <summary>Numbers are reckoned by hand: mark 70,000, leverage 10, taker fee 0.05 %, maker fee 0.02 %, maintenance rate 0.4 %.</summary>
public sealed class IsolatedMarginTests
{
    private readonly CoreExchange _x = new();
    private readonly Holding _alice;

    public IsolatedMarginTests()
    {
        _alice = _x.Alice.In(_x.Btc);
        Assert.Null(_x.Exchange.SetLeverage(_alice, 10));
        Assert.Null(_x.Exchange.SetIsolated(_alice, true));
        _x.Events.Lines.Clear();
    }

    [Fact]
    public void Opening_and_adding_bring_the_initial_margin_into_the_positions_own_wallet()
    {
        Trade(Side.Buy, 0.1m, 70_000);
        Assert.Equal((700m, 9_996.5m, 9_296.5m), (_alice.IsolatedWallet, _x.Alice.Wallet, _x.Alice.CrossWallet));
        Trade(Side.Buy, 0.1m, 72_000);
        Assert.Equal((1_420m, 9_992.9m - 1_420), (_alice.IsolatedWallet, _x.Alice.CrossWallet));
    }

    [Fact]
    public void Closing_a_part_takes_its_share_out_turning_takes_the_margin_of_the_new_position_and_flat_leaves_nothing()
    {
        Trade(Side.Buy, 0.1m, 70_000);
        Trade(Side.Buy, 0.1m, 72_000);
        Trade(Side.Sell, 0.1m, 71_500);
        Assert.Equal((710m, 10_000 - 3.5m - 3.6m - 3.575m + 50), (_alice.IsolatedWallet, _x.Alice.Wallet));
        Trade(Side.Sell, 0.3m, 70_000);
        Assert.Equal((-0.2m, 1_400m), (_alice.Position.Quantity, _alice.IsolatedWallet));
        Trade(Side.Buy, 0.2m, 70_000);
        Assert.Equal((0m, 0m), (_alice.IsolatedWallet, _x.Alice.IsolatedBalance));
    }

    [Fact]
    public void A_resting_order_locks_cross_balance_and_its_fill_moves_that_into_the_position()
    {
        _x.Limit(_x.Alice, Side.Buy, 0.1m, 69_000);
        Assert.Equal(9_310, Margin.Free(_x.Alice));
        Offer(Side.Sell, 0.1m, 69_000);
        Assert.Equal((690m, 10_000 - 1.38m - 690), (_alice.IsolatedWallet, Margin.Free(_x.Alice)));
        Assert.Equal(-2019, _x.Limit(_x.Alice, Side.Buy, 1.4m, 69_000).Rejection!.Code);
        Assert.NotNull(_x.Limit(_x.Alice, Side.Buy, 1.3m, 69_000).Order);
    }

    [Fact]
    public void Its_liquidation_price_knows_only_its_own_wallet()
    {
        Trade(Side.Buy, 0.1m, 70_000);
        Assert.Equal(63_253.0120m, decimal.Round(Margin.LiquidationPrice(_alice), 4));
        Assert.Null(_x.Exchange.MoveMargin(_alice, 100));
        Assert.Equal(62_248.9960m, decimal.Round(Margin.LiquidationPrice(_alice), 4));
        Assert.StartsWith("alice MARGIN_TRANSFER isolated 800", _x.Events.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Margin_moves_in_as_far_as_it_is_free_and_out_as_far_as_the_initial_margin_allows()
    {
        Assert.Equal(-4054, _x.Exchange.MoveMargin(_alice, 1)!.Code);
        Trade(Side.Buy, 0.1m, 70_000);
        Assert.Equal(-4050, _x.Exchange.MoveMargin(_alice, 9_296.51m)!.Code);
        Assert.Equal(-4051, _x.Exchange.MoveMargin(_alice, -0.01m)!.Code);
        Assert.Null(_x.Exchange.MoveMargin(_alice, 100));
        Mark(69_000);
        Assert.Equal(-4051, _x.Exchange.MoveMargin(_alice, -10.01m)!.Code);
        Assert.Null(_x.Exchange.MoveMargin(_alice, -10));
        Assert.Equal([100m, -10m], _x.Alice.MarginChanges.Select(change => change.Amount));
        var eth = _x.Alice.In(_x.Exchange.Find("ETHUSDT")!);
        Exchange.Restore(eth, 1, 1_000, 0, 20, 0);
        Assert.Equal(-4049, _x.Exchange.MoveMargin(eth, 1)!.Code);
    }

    [Fact]
    public void It_is_called_and_then_liquidated_alone_and_costs_no_more_than_its_own_wallet()
    {
        Trade(Side.Buy, 1, 70_000);
        var eth = _x.Alice.In(_x.Exchange.Find("ETHUSDT")!);
        Exchange.Restore(eth, 1, 1_000, 0, 20, 0);
        _x.Events.Lines.Clear();
        At(63_316.59m);
        Assert.Empty(_x.Events.Lines);
        At(63_316.58m);
        At(63_253.02m);
        Assert.Equal(["alice MARGIN_CALL BTCUSDT"], _x.Events.Lines);
        Offer(Side.Buy, 1, 63_250);
        At(63_253.01m);
        Assert.Equal("alice ORDER New New 0.000/1.000", _x.Events.Lines[1]);
        Assert.Contains("alice ORDER Calculated Filled 1.000/1.000", _x.Events.Lines);
        Assert.Equal((0m, 1m), (_alice.Position.Quantity, eth.Position.Quantity));
        Assert.Equal((2_965m, 0m, 540.625m), (_x.Alice.Wallet, _alice.IsolatedWallet, _x.Alice.Incomes[^1].Amount));
    }

    [Fact]
    public void A_cross_liquidation_leaves_it_and_its_wallet_alone()
    {
        Trade(Side.Buy, 0.1m, 70_000);
        var eth = _x.Alice.In(_x.Exchange.Find("ETHUSDT")!);
        Exchange.Restore(eth, 100, 1_000, 0, 20, 0);
        Exchange.SetPrices(eth.Market, 900, 900, 0);
        _x.Events.Lines.Clear();
        _x.Exchange.LiquidateDue();
        Assert.Equal("alice MARGIN_CALL ETHUSDT", _x.Events.Lines[0]);
        Assert.Equal((0m, 0.1m), (eth.Position.Quantity, _alice.Position.Quantity));
        Assert.Equal((700m, 700m), (_x.Alice.Wallet, _alice.IsolatedWallet));
    }

    [Fact]
    public void A_margin_call_of_cross_positions_comes_once_until_the_danger_is_over()
    {
        var x = new CoreExchange();
        x.Exchange.SetLeverage(x.Alice.In(x.Btc), 100);
        x.Give(x.Alice, Side.Buy, 5);
        foreach (var mark in (decimal[])[68_387.5m, 68_387.4m, 68_350m, 69_000m, 68_316.6m])
        {
            Exchange.SetPrices(x.Btc, mark, mark, 0);
            x.Exchange.LiquidateDue();
        }
        Assert.Equal(["alice MARGIN_CALL BTCUSDT", "alice MARGIN_CALL BTCUSDT"], x.Events.Lines);
        Exchange.SetPrices(x.Btc, 68_316.5m, 68_316.5m, 0);
        x.Exchange.LiquidateDue();
        Assert.Equal(0, x.PositionOf(x.Alice));
    }

    [Fact]
    public void Its_funding_is_paid_from_its_own_wallet()
    {
        Trade(Side.Buy, 0.5m, 70_000);
        var cross = _x.Alice.CrossWallet;
        _x.Exchange.PayFunding(_x.Btc, 72_000, 0.0001m, 5_000_000);
        Assert.Equal((3_500 - 3.6m, cross), (_alice.IsolatedWallet, _x.Alice.CrossWallet));
    }

    [Fact]
    public void The_margin_type_changes_only_while_nothing_is_open_there_and_leverage_never_goes_down_under_a_position()
    {
        Assert.Equal(-4046, _x.Exchange.SetIsolated(_alice, true)!.Code);
        var order = _x.Limit(_x.Alice, Side.Buy, 0.1m, 69_000).Order!;
        Assert.Equal(-4047, _x.Exchange.SetIsolated(_alice, false)!.Code);
        _x.Exchange.Cancel(order);
        Trade(Side.Buy, 0.1m, 70_000);
        Assert.Equal(-4048, _x.Exchange.SetIsolated(_alice, false)!.Code);
        Assert.Equal(-4161, _x.Exchange.SetLeverage(_alice, 9)!.Code);
        Assert.Null(_x.Exchange.SetLeverage(_alice, 11));
        Trade(Side.Sell, 0.1m, 70_000);
        Assert.Equal(-4167, _x.Exchange.SetMultiAssets(_x.Alice, true)!.Code);
        Assert.Null(_x.Exchange.SetIsolated(_alice, false));
        Assert.StartsWith("alice MARGIN_TYPE_CHANGE cross 0", _x.Events.Lines[^1], StringComparison.Ordinal);
        Assert.Null(_x.Exchange.SetMultiAssets(_x.Alice, true));
        Assert.Equal(-4168, _x.Exchange.SetIsolated(_alice, true)!.Code);
    }

    /// <summary>Fills at exactly that price, Alice taking.</summary>
    private void Trade(Side side, decimal quantity, decimal price)
    {
        Mark(price);
        Offer(side.Opposite(), quantity, price);
        Assert.Equal(OrderStatus.Filled, _x.Limit(_x.Alice, side, quantity, price, TimeInForce.ImmediateOrCancel).Order!.Status);
    }

    private void At(decimal mark)
    {
        Mark(mark);
        _x.Exchange.LiquidateDue();
    }

    private void Mark(decimal price) => Exchange.SetPrices(_x.Btc, price, price, 0);

    private void Offer(Side side, decimal quantity, decimal price) => _x.Exchange.PlaceForHouse(
        _x.Exchange.Open("house", 0, isHouse: true), _x.Btc, side, _x.Btc.Contract.ToTicks(price), _x.Btc.Contract.ToLots(quantity), TimeInForce.GoodTillCancel);
}
