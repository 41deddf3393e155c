using System.Text;
using Spark.Binance.Streams.User;
using Spark.Binance.Tests.Fixtures;
using Spark.Domain.Orders;

namespace Spark.Binance.Tests.Streams;

public sealed class UserEventReaderTests
{
    private static UserEvent Read(string file) => UserEventReader.Read(Fixture.Stream(file), DateTimeOffset.UnixEpoch);

    private static UserEvent ReadText(string json) => UserEventReader.Read(Encoding.UTF8.GetBytes(json), DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_fill_comes_with_its_order()
    {
        var update = Assert.IsType<UserEvent.OrderUpdated>(Read("nautilus-rs.order-update-trade-partial.json"));

        Assert.Equal(("TRADE", OrderStatus.PartiallyFilled, 0.001m, 7100.50m), (update.ExecutionType, update.Order.Status, update.Order.Executed, update.Order.AveragePrice));
        var fill = Assert.IsType<Binance.Reports.TradeReport>(update.Fill);
        Assert.Equal((12345678, 0.001m, 7100.50m, 0.01m, "USDT", 12.34m, true), (fill.TradeId, fill.Quantity, fill.Price, fill.Fee, fill.FeeAsset, fill.RealizedPnl, fill.Maker));
        Assert.Equal(("TEST", 8886774), (fill.ClientOrderId, fill.OrderId));
        Assert.Equal(1568879465651, update.EventTime.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A_new_order_has_no_fill()
    {
        var update = Assert.IsType<UserEvent.OrderUpdated>(Read("nautilus-rs.order-update-new.json"));
        Assert.Equal((null, "TRAILING_STOP_MARKET", null), (update.Order.Type, update.Order.TypeWord, update.Fill));
    }

    [Theory]
    [InlineData("nautilus-rs.order-update-adl.json", null, "NEW_ADL", true)]
    [InlineData("nautilus-rs.order-update-insurance.json", null, "NEW_INSURANCE", true)]
    [InlineData("nautilus.order-update-adl.json", OrderStatus.Filled, "FILLED", true)]
    [InlineData("nautilus.order-update-liquidation-zero-qty.json", OrderStatus.Filled, "FILLED", false)]
    public void Orders_that_the_exchange_makes_itself_are_told_too(string file, OrderStatus? status, string word, bool hasFill)
    {
        var update = Assert.IsType<UserEvent.OrderUpdated>(Read(file));
        Assert.Equal((status, word, "CALCULATED", hasFill), (update.Order.Status, update.Order.StatusWord, update.ExecutionType, update.Fill is not null));
    }

    [Fact]
    public void Balances_and_positions_are_told_flat_ones_included()
    {
        var update = Assert.IsType<UserEvent.AccountUpdated>(Read("account-update.json"));

        Assert.Equal(("ORDER", 2, 3, false), (update.Reason, update.Balances.Length, update.Positions.Length, update.IsPartial));
        Assert.Equal(50.12345678m, update.Balances[0].Change);
        Assert.Equal([0m, 20m, -10m], update.Positions.Select(p => p.Quantity));
    }

    [Fact]
    public void A_quick_fill_is_told()
    {
        var lite = Assert.IsType<UserEvent.TradeLite>(Read("trade-update.json"));
        Assert.Equal((109100866, 64089.20m, 0.040m, Side.Buy), (lite.TradeId, lite.Price, lite.Quantity, lite.Side));
    }

    [Fact]
    public void Settings_calls_and_conditional_orders_are_told()
    {
        var leverage = Assert.IsType<UserEvent.ConfigChanged>(Read("leverage.json"));
        Assert.Equal(("BTCUSDT", 25, null), (leverage.Symbol?.Value, leverage.Leverage, leverage.MultiAssets));
        Assert.True(Assert.IsType<UserEvent.ConfigChanged>(Read("multi-asset-mode.json")).MultiAssets);
        Assert.Equal(187.17127m, Assert.Single(Assert.IsType<UserEvent.MarginCall>(Read("margin-update.json")).Positions).MarkPrice);
        var algo = Assert.IsType<UserEvent.AlgoUpdated>(Read("nautilus.algo-update-finished-canceled.json")).Order;
        Assert.Equal((OrderType.StopMarket, 0.13855m, 88937381064, "FINISHED"), (algo.Type, algo.TriggerPrice, algo.ActualOrderId, algo.Status));
    }

    [Fact]
    public void An_expired_key_is_told_without_the_key()
    {
        var expired = ReadText("""{"e":"listenKeyExpired","E":1736996475556,"listenKey":"WsCMN0a4KHUPTQuX6IUnqEZfB1inxmv1qR4kbf1LuEjur5VdbzqvyxqG9TSjVVxv"}""");
        Assert.IsType<UserEvent.ListenKeyExpired>(expired);
        Assert.DoesNotContain("WsCMN0a4", expired.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"e":"GRID_UPDATE","E":1}""", "GRID_UPDATE")]
    [InlineData("""{"e":"ORDER_TRADE_UPDATE","E":1,"T":1,"o":{"s":"BTCUSDT"}}""", "ORDER_TRADE_UPDATE")]
    [InlineData("""{"E":1}""", "")]
    [InlineData("not json", "")]
    [InlineData("[1]", "")]
    public void Nothing_is_dropped(string json, string type)
    {
        var unknown = Assert.IsType<UserEvent.Unrecognised>(ReadText(json));
        Assert.Equal((type, json), (unknown.Type, unknown.Raw));
    }
}
