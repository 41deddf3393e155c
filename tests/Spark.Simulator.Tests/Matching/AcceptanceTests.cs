using Spark.Domain.Orders;
using Spark.Simulator.Matching;

namespace Spark.Simulator.Tests.Matching;

public sealed class AcceptanceTests
{
    private readonly CoreExchange _x = new();

    [Theory]
    [InlineData("0.0015", "70000", -1111, "too many decimals of quantity")]
    [InlineData("0.001", "70000.001", -1111, "too many decimals of price")]
    [InlineData("0.001", "70000.05", -4014, "off the tick")]
    [InlineData("0.001", "500", -4013, "below the lowest price")]
    [InlineData("0.001", "5000000", -4002, "above the highest price")]
    [InlineData("0", "70000", -4003, "no quantity")]
    [InlineData("1001", "70000", -4005, "above the largest quantity")]
    [InlineData("0.001", "73600", -4016, "too far above the mark")]
    [InlineData("0.0005", "70000", -1111, "half a step")]
    [InlineData("0.001", "49999.9", -4164, "notional of 49.9999")]
    [InlineData("10", "70000", -2019, "more than the wallet carries")]
    public void A_limit_buy_is_refused_with_the_exchanges_code(string quantity, string price, int code, string because)
    {
        var refused = _x.Limit(_x.Alice, Side.Buy, Number(quantity), Number(price));
        Assert.True(refused.Rejection?.Code == code, $"{because}: expected {code}, got {refused.Rejection?.Code}");
        Assert.Empty(_x.Events.Lines);
    }

    [Fact]
    public void A_sell_too_far_below_the_mark_is_refused() =>
        Assert.Equal(-4024, _x.Limit(_x.Alice, Side.Sell, 0.001m, 66_000).Rejection!.Code);

    [Fact]
    public void Market_orders_have_their_own_largest_quantity() =>
        Assert.Equal(-4005, _x.Take(_x.Alice, Side.Buy, 121).Rejection!.Code);

    [Fact]
    public void Trailing_zeros_are_no_precision() =>
        Assert.NotNull(_x.Limit(_x.Alice, Side.Buy, 0.00100000m, 70_000.00000m).Order);

    [Fact]
    public void A_stop_type_belongs_to_another_service() => Assert.Equal(-4120, _x.Exchange.Place(new PlaceOrder
    {
        Account = _x.Alice, Market = _x.Btc, Side = Side.Sell, Type = OrderType.StopMarket, Quantity = 0.001m,
    }).Rejection!.Code);

    [Fact]
    public void A_client_order_id_is_unique_among_open_orders_only()
    {
        var first = _x.Limit(_x.Alice, Side.Buy, 0.001m, 69_000, clientOrderId: "mine").Order!;
        Assert.Equal(-4116, _x.Limit(_x.Alice, Side.Buy, 0.001m, 69_000, clientOrderId: "mine").Rejection!.Code);
        Assert.NotNull(_x.Limit(_x.Bob, Side.Buy, 0.001m, 69_000, clientOrderId: "mine").Order);
        _x.Exchange.Cancel(first);
        Assert.NotNull(_x.Limit(_x.Alice, Side.Buy, 0.001m, 69_000, clientOrderId: "mine").Order);
    }

    [Theory]
    [InlineData("white space", -1100)]
    [InlineData("0123456789012345678901234567890123456", -4015)]
    public void A_malformed_client_order_id_is_refused(string id, int code) =>
        Assert.Equal(code, _x.Limit(_x.Alice, Side.Buy, 0.001m, 69_000, clientOrderId: id).Rejection!.Code);

    [Fact]
    public void The_201st_open_order_is_one_too_many()
    {
        for (var i = 0; i < 200; i++) Assert.NotNull(_x.Limit(_x.Alice, Side.Buy, 0.001m, 69_000).Order);
        Assert.Equal(-2025, _x.Limit(_x.Alice, Side.Buy, 0.001m, 69_000).Rejection!.Code);
    }

    [Fact]
    public void Open_orders_lock_their_notional_over_leverage_and_cancelling_frees_it()
    {
        var order = _x.Limit(_x.Alice, Side.Buy, 2, 69_000).Order!;
        Assert.Equal(10_000 - 2 * 69_000m / 20, Margin.Free(_x.Alice));
        Assert.Equal(-2019, _x.Limit(_x.Alice, Side.Buy, 2, 69_000).Rejection!.Code);
        _x.Exchange.Cancel(order);
        Assert.Equal(10_000, Margin.Free(_x.Alice));
    }

    [Fact]
    public void Closing_needs_no_margin_even_when_none_is_free()
    {
        _x.Give(_x.Alice, Side.Buy, 2.8m);
        Exchange.SetPrices(_x.Btc, 68_000, 68_000, 0);
        Assert.True(Margin.Free(_x.Alice) < 0);
        _x.Limit(_x.Bob, Side.Buy, 1, 68_000);
        Assert.Equal(OrderStatus.Filled, _x.Take(_x.Alice, Side.Sell, 1).Order!.Status);
    }

    [Fact]
    public void A_position_may_not_outgrow_its_leverage_bracket()
    {
        Assert.Null(_x.Exchange.SetLeverage(_x.Alice.In(_x.Btc), 125));
        Assert.Equal(-2027, _x.Limit(_x.Alice, Side.Buy, 5, 69_000).Rejection!.Code);
    }

    [Fact]
    public void Leverage_is_bounded_and_tells_the_account()
    {
        Assert.Equal(-4028, _x.Exchange.SetLeverage(_x.Alice.In(_x.Btc), 126)!.Code);
        Assert.Null(_x.Exchange.SetLeverage(_x.Alice.In(_x.Btc), 5));
        Assert.Equal(["alice LEVERAGE 5"], _x.Events.Lines);
    }

    [Fact]
    public void The_liquidation_price_is_the_published_formulas()
    {
        var account = _x.Exchange.Open("formula", 1000);
        Exchange.Restore(account.In(_x.Btc), 0.1m, 60_000, 0, 20, 0);
        Exchange.SetPrices(_x.Btc, 60_000, 60_000, 0);
        Assert.Equal(50_200.8032m, decimal.Round(Margin.LiquidationPrice(account.In(_x.Btc)), 4));
        Exchange.Restore(account.In(_x.Btc), -0.1m, 60_000, 0, 20, 0);
        Assert.Equal(69_721.1155m, decimal.Round(Margin.LiquidationPrice(account.In(_x.Btc)), 4));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
