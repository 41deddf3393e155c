using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Matching;

public sealed class ReduceOnlyTests
{
    private readonly CoreExchange _x = new();

    [Fact]
    public void Without_a_position_there_is_nothing_to_reduce() =>
        Assert.Equal(-2022, _x.Limit(_x.Alice, Side.Sell, 0.001m, 70_000, reduceOnly: true).Rejection!.Code);

    [Fact]
    public void On_the_side_of_the_position_it_is_refused()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        Assert.Equal(-2022, _x.Limit(_x.Alice, Side.Buy, 0.001m, 70_000, reduceOnly: true).Rejection!.Code);
    }

    [Fact]
    public void It_never_turns_the_position_and_its_remainder_expires_with_reason_4()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        _x.Limit(_x.Bob, Side.Buy, 0.02m, 70_000);
        var order = _x.Take(_x.Alice, Side.Sell, 0.02m, reduceOnly: true).Order!;
        Assert.Equal((OrderStatus.Expired, 0.01m, ExpiryReason.ReduceOnlyCovered), (order.Status, order.FilledQuantity, order.ExpiryReason));
        Assert.Equal(0, _x.PositionOf(_x.Alice));
    }

    [Fact]
    public void A_resting_one_fills_no_more_than_the_position_that_is_left()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        var resting = _x.Limit(_x.Alice, Side.Sell, 0.01m, 70_100, reduceOnly: true).Order!;
        _x.Limit(_x.Bob, Side.Buy, 0.006m, 70_000);
        _x.Limit(_x.Alice, Side.Sell, 0.006m, 70_000);
        _x.Limit(_x.Bob, Side.Buy, 0.01m, 70_100);
        Assert.Equal(0.004m, resting.FilledQuantity);
        Assert.Equal(OrderStatus.Expired, resting.Status);
        Assert.Equal(0, _x.PositionOf(_x.Alice));
    }

    [Fact]
    public void One_that_better_priced_ones_leave_nothing_for_is_refused()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        _x.Limit(_x.Alice, Side.Sell, 0.01m, 70_100, reduceOnly: true);
        Assert.Equal(-2022, _x.Limit(_x.Alice, Side.Sell, 0.001m, 70_200, reduceOnly: true).Rejection!.Code);
    }

    [Fact]
    public void A_better_priced_one_knocks_out_the_one_that_it_leaves_nothing_for()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        var worse = _x.Limit(_x.Alice, Side.Sell, 0.01m, 70_200, reduceOnly: true).Order!;
        _x.Limit(_x.Alice, Side.Sell, 0.01m, 70_100, reduceOnly: true);
        Assert.Equal((OrderStatus.Expired, ExpiryReason.ReduceOnlyCovered), (worse.Status, worse.ExpiryReason));
    }

    [Fact]
    public void Closing_the_position_otherwise_expires_every_resting_one()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        var resting = _x.Limit(_x.Alice, Side.Sell, 0.01m, 70_100, reduceOnly: true).Order!;
        _x.Limit(_x.Bob, Side.Buy, 0.01m, 70_000);
        _x.Take(_x.Alice, Side.Sell, 0.01m);
        Assert.Equal(OrderStatus.Expired, resting.Status);
        Assert.Equal(0, _x.Btc.Book.Asks.Count);
    }

    [Fact]
    public void It_is_exempt_from_the_minimum_notional()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        Exchange.SetPrices(_x.Btc, 49_000, 49_000, 0);
        Assert.Equal(-4164, _x.Limit(_x.Alice, Side.Sell, 0.001m, 49_000).Rejection!.Code);
        Assert.NotNull(_x.Limit(_x.Alice, Side.Sell, 0.001m, 49_000, reduceOnly: true).Order);
    }

    [Fact]
    public void Fill_or_kill_counts_only_what_a_resting_one_may_still_trade()
    {
        _x.Give(_x.Alice, Side.Buy, 0.01m);
        _x.Limit(_x.Alice, Side.Sell, 0.02m, 70_000, reduceOnly: true);
        Assert.Equal(-5021, _x.Limit(_x.Bob, Side.Buy, 0.02m, 70_000, TimeInForce.FillOrKill).Rejection!.Code);
        Assert.Equal(OrderStatus.Filled, _x.Limit(_x.Bob, Side.Buy, 0.01m, 70_000, TimeInForce.FillOrKill).Order!.Status);
    }
}
