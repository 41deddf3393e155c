using Spark.Domain.Orders;
using Spark.Simulator.Matching;
using Spark.Simulator.Matching.Algo;

namespace Spark.Simulator.Tests.Matching;

public sealed class AlgoTests
{
    private readonly CoreExchange _x = new();

    [Theory]
    [InlineData(OrderType.StopMarket, Side.Sell, 69_000, 68_999)]
    [InlineData(OrderType.StopMarket, Side.Buy, 71_000, 71_001)]
    [InlineData(OrderType.TakeProfitMarket, Side.Sell, 71_000, 71_000)]
    [InlineData(OrderType.TakeProfitMarket, Side.Buy, 69_000, 69_000)]
    public void A_stop_on_the_mark_price_fires_when_the_mark_reaches_it_and_not_before(OrderType type, Side side, decimal trigger, decimal reached)
    {
        Offer(side.Opposite(), 0.5m, reached);
        var order = Place(type, side, 0.01m, trigger, workingType: WorkingType.MarkPrice).Order!;
        MarkAt((CoreExchange.Mark + trigger) / 2);
        Assert.Equal(AlgoStatus.New, order.Status);
        MarkAt(reached);
        Assert.Equal(AlgoStatus.Finished, order.Status);
        Assert.Equal(side.Sign() * 0.01m, _x.PositionOf(_x.Alice));
        Assert.Equal((type, OrderType.Market), (order.ActualOrder!.Algo!.Type, order.ActualOrder.Type));
    }

    [Fact]
    public void A_stop_on_the_last_price_fires_on_a_trade_there_even_if_the_price_comes_back_at_once()
    {
        Trade(70_000);
        var order = Place(OrderType.StopMarket, Side.Sell, 0.01m, 69_500).Order!;
        Offer(Side.Buy, 0.5m, 69_400);
        _x.Events.Lines.Clear();
        Trade(69_400);
        Assert.Equal(AlgoStatus.Finished, order.Status);
    }

    [Fact]
    public void The_events_of_a_trigger_come_in_the_exchanges_order()
    {
        Offer(Side.Buy, 0.5m, 69_000);
        Place(OrderType.StopMarket, Side.Sell, 0.01m, 69_500, workingType: WorkingType.MarkPrice);
        _x.Events.Lines.Clear();
        MarkAt(69_400);
        Assert.Equal(
        [
            "alice ALGO Triggering", "alice ALGO Triggered", "alice ORDER New New 0.000/0.010", "alice TRADE_LITE 0.010 @ 69000.00",
            "alice ACCOUNT_UPDATE -0.010", "alice ORDER Trade Filled 0.010/0.010", "alice ALGO Finished",
        ], _x.Events.Lines);
    }

    [Fact]
    public void A_stop_limit_rests_in_the_engine_after_its_trigger_and_finishes_when_that_order_is_cancelled()
    {
        var order = Place(OrderType.Stop, Side.Sell, 0.01m, 69_500, price: 69_450, workingType: WorkingType.MarkPrice).Order!;
        MarkAt(69_500);
        Assert.Equal(AlgoStatus.Triggered, order.Status);
        Assert.True(order.ActualOrder!.IsResting);
        Assert.Equal(Rejection.UnknownOrder, _x.Exchange.Cancel(order).Rejection);
        _x.Exchange.Cancel(order.ActualOrder);
        Assert.Equal(AlgoStatus.Finished, order.Status);
    }

    [Fact]
    public void What_the_engine_refuses_at_the_trigger_is_rejected_with_the_reason()
    {
        var order = Place(OrderType.StopMarket, Side.Sell, 0.01m, 69_500, reduceOnly: true, workingType: WorkingType.MarkPrice).Order!;
        MarkAt(69_000);
        Assert.Equal((AlgoStatus.Rejected, "ReduceOnly Order is rejected."), (order.Status, order.RejectReason));
    }

    [Fact]
    public void A_close_position_stop_sells_whatever_is_held_and_expires_when_the_position_is_closed_otherwise()
    {
        _x.Give(_x.Alice, Side.Buy, 0.02m);
        Offer(Side.Buy, 1, 69_000);
        var stop = Place(OrderType.StopMarket, Side.Sell, 0, 69_500, closePosition: true, workingType: WorkingType.MarkPrice).Order!;
        var profit = Place(OrderType.TakeProfitMarket, Side.Sell, 0, 72_000, closePosition: true, workingType: WorkingType.MarkPrice).Order!;
        MarkAt(69_300);
        Assert.Equal((AlgoStatus.Finished, AlgoStatus.Expired), (stop.Status, profit.Status));
        Assert.Equal(0, _x.PositionOf(_x.Alice));
        Assert.Empty(_x.Alice.In(_x.Btc).OpenAlgoOrders);
    }

    [Fact]
    public void Price_protection_holds_a_stop_back_while_mark_and_last_price_are_far_apart()
    {
        Trade(70_000);
        Offer(Side.Buy, 1, 69_000);
        var order = Place(OrderType.StopMarket, Side.Sell, 0.01m, 66_000, priceProtect: true, workingType: WorkingType.MarkPrice).Order!;
        MarkAt(65_000);
        Assert.Equal(AlgoStatus.New, order.Status);
        Trade(69_000);
        MarkAt(65_900);
        Assert.NotEqual(AlgoStatus.New, order.Status);
    }

    [Fact]
    public void Cancelling_all_ends_the_waiting_ones_and_the_cap_is_two_hundred()
    {
        for (var i = 0; i < 200; i++) Assert.NotNull(Place(OrderType.StopMarket, Side.Sell, 0.01m, 60_000 + i).Order);
        Assert.Equal(-4045, Place(OrderType.StopMarket, Side.Sell, 0.01m, 60_000).Rejection!.Code);
        _x.Exchange.CancelAllAlgos(_x.Alice, _x.Btc);
        Assert.All(_x.Alice.AlgoOrders.Values, order => Assert.Equal(AlgoStatus.Canceled, order.Status));
        Assert.NotNull(Place(OrderType.StopMarket, Side.Sell, 0.01m, 60_000).Order);
    }

    [Fact]
    public void One_stops_fill_may_trigger_the_next()
    {
        Trade(70_000);
        Offer(Side.Buy, 0.01m, 69_000);
        Offer(Side.Buy, 0.5m, 68_000);
        var first = Place(OrderType.StopMarket, Side.Sell, 0.02m, 69_500).Order!;
        var second = Place(OrderType.StopMarket, Side.Sell, 0.01m, 68_500).Order!;
        Offer(Side.Buy, 0.001m, 69_400);
        Trade(69_400);
        Assert.Equal((AlgoStatus.Finished, AlgoStatus.Finished), (first.Status, second.Status));
    }

    private AlgoPlacement Place(
        OrderType type, Side side, decimal quantity, decimal trigger, decimal price = 0, bool reduceOnly = false, bool closePosition = false,
        bool priceProtect = false, WorkingType workingType = WorkingType.ContractPrice) => _x.Exchange.Place(new PlaceAlgo
        {
            Account = _x.Alice,
            Market = _x.Btc,
            Side = side,
            Type = type,
            Quantity = quantity,
            Price = price,
            TriggerPrice = trigger,
            ReduceOnly = reduceOnly,
            ClosePosition = closePosition,
            PriceProtect = priceProtect,
            WorkingType = workingType,
        });

    private void MarkAt(decimal price)
    {
        Exchange.SetPrices(_x.Btc, price, price, 0);
        _x.Exchange.TriggerStops(_x.Btc);
    }

    private void Offer(Side side, decimal quantity, decimal price) => _x.Exchange.PlaceForHouse(
        _x.Exchange.Open("house", 0, isHouse: true), _x.Btc, side, _x.Btc.Contract.ToTicks(price), _x.Btc.Contract.ToLots(quantity), TimeInForce.GoodTillCancel);

    /// <summary>The house sells one lot to itself, through whatever bids rest at the price.</summary>
    private void Trade(decimal price)
    {
        if (_x.Btc.Book.Bids.Best is not { } best || best.Ticks < _x.Btc.Contract.ToTicks(price)) Offer(Side.Buy, 0.001m, price);
        Offer(Side.Sell, 0.001m, price);
        _x.Exchange.TriggerStops(_x.Btc);
    }
}
