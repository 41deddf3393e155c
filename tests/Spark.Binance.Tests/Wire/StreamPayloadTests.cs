using System.Text.Json;
using Spark.Binance.Tests.Fixtures;
using Spark.Binance.Wire;

namespace Spark.Binance.Tests.Wire;

public sealed class StreamPayloadTests
{
    public static TheoryData<string> OrderUpdates => [.. Fixture.Names("streams").Where(n => n.Contains("order-update", StringComparison.Ordinal))];

    [Theory(SkipTestWithoutData = true), MemberData(nameof(OrderUpdates))]
    public void Every_published_order_update_is_read(string file)
    {
        var update = JsonSerializer.Deserialize(Fixture.Stream(file), BinanceJson.Default.OrderTradeUpdateWire)!;

        Assert.True(update.Order.OrderId > 0);
        Assert.NotEqual("", update.Order.Status);
    }

    [Fact]
    public void A_partial_fill_is_read()
    {
        var o = JsonSerializer.Deserialize(Fixture.Stream("nautilus-rs.order-update-trade-partial.json"), BinanceJson.Default.OrderTradeUpdateWire)!.Order;

        Assert.Equal(("TRADE", "PARTIALLY_FILLED", 12345678L), (o.ExecutionType, o.Status, o.TradeId));
        Assert.Equal((0.001m, 0.001m, 7100.50m), (o.LastQuantity, o.ExecutedQuantity, o.LastPrice));
        Assert.Equal((0.01m, "USDT", 12.34m, true), (o.Commission, o.CommissionAsset, o.RealizedProfit, o.IsMaker));
    }

    [Fact]
    public void An_account_update_is_read()
    {
        var a = JsonSerializer.Deserialize(Fixture.Stream("account-update.json"), BinanceJson.Default.AccountUpdateWire)!.Update;

        Assert.Equal("ORDER", a.Reason);
        Assert.Equal(122624.12345678m, a.Balances[0].WalletBalance);
        Assert.Equal((-10m, 6563.86m, "SHORT"), (a.Positions[2].Amount, a.Positions[2].EntryPrice, a.Positions[2].PositionSide));
        Assert.Empty(JsonSerializer.Deserialize(Fixture.Stream("nautilus-rs.account-update-bnfcr.json"), BinanceJson.Default.AccountUpdateWire)!.Update.Positions);
    }

    [Theory]
    [InlineData("trade-update.json", 109100866, 64089.20)]
    [InlineData("nautilus-rs.trade-lite.json", 12345678, 7100.50)]
    public void A_trade_lite_is_read(string file, long tradeId, decimal price)
    {
        var trade = JsonSerializer.Deserialize(Fixture.Stream(file), BinanceJson.Default.TradeLiteWire)!;
        Assert.Equal((tradeId, price), (trade.TradeId, trade.LastPrice));
    }

    [Fact]
    public void Setting_changes_and_margin_calls_are_read()
    {
        Assert.Equal(25, JsonSerializer.Deserialize(Fixture.Stream("leverage.json"), BinanceJson.Default.AccountConfigUpdateWire)!.Leverage!.Leverage);
        Assert.True(JsonSerializer.Deserialize(Fixture.Stream("multi-asset-mode.json"), BinanceJson.Default.AccountConfigUpdateWire)!.MultiAssets!.IsOn);
        Assert.Equal(1.614445m, JsonSerializer.Deserialize(Fixture.Stream("margin-update.json"), BinanceJson.Default.MarginCallWire)!.Positions[0].MaintenanceMargin);
    }

    [Theory]
    [InlineData("nautilus-rs.algo-update-canceled.json", "CANCELED", "")]
    [InlineData("nautilus.algo-update-finished-canceled.json", "FINISHED", "88937381064")]
    [InlineData("nautilus.algo-update-triggering.json", "TRIGGERING", "")]
    public void A_conditional_order_update_is_read(string file, string status, string actualOrderId)
    {
        var order = JsonSerializer.Deserialize(Fixture.Stream(file), BinanceJson.Default.AlgoUpdateWire)!.Order;
        Assert.Equal((status, actualOrderId), (order.Status, order.ActualOrderId));
    }

    [Fact]
    public void Market_events_are_read()
    {
        Assert.Equal(7402.5m + 1.39m, JsonSerializer.Deserialize(Fixture.Stream("nautilus.depth-update.json"), BinanceJson.Default.DepthUpdateWire)!.Bids[0].Price);
        Assert.Equal(16584.6m, JsonSerializer.Deserialize(Fixture.Stream("nautilus-rs.ticker.json"), BinanceJson.Default.TickerEventWire)!.LastPrice);
        Assert.Equal(11794.15m, JsonSerializer.Deserialize(Fixture.Stream("mark-price.json"), BinanceJson.Default.MarkPriceEventWire)!.MarkPrice);
        Assert.Equal(25.3652m, JsonSerializer.Deserialize(Fixture.Stream("book-ticker.json"), BinanceJson.Default.BookTickerEventWire)!.AskPrice);
        Assert.Equal(7.612m, JsonSerializer.Deserialize(Fixture.Stream("recorded-2021.sushiusdt-aggtrade-1.json"), BinanceJson.Default.AggTradeEventWire)!.Price);
        Assert.True(JsonSerializer.Deserialize(Fixture.Stream("nautilus-rs.kline-closed.json"), BinanceJson.Default.KlineEventWire)!.Candle.IsClosed);
    }

    [Fact]
    public void An_event_says_its_own_name_first()
    {
        var json = JsonSerializer.Serialize(
            new() { EventTime = 2, TradeTime = 1, Symbol = "BTCUSDT", TradeId = 3, Price = 9643.50m, Quantity = 2, BuyerIsMaker = false },
            BinanceJson.Default.TradeEventWire);

        Assert.Equal("""{"e":"trade","E":2,"T":1,"s":"BTCUSDT","t":3,"p":"9643.50","q":"2","m":false}""", json);
    }

    [Theory]
    [InlineData("""{"result":null,"id":1}""", null)]
    [InlineData("""{"error":{"code":2,"msg":"bad"},"id":9}""", 2)]
    [InlineData("""{"code":2,"msg":"bad"}""", 2)]
    public void Subscription_replies_are_read_in_all_their_shapes(string json, int? code)
    {
        var reply = JsonSerializer.Deserialize(json, BinanceJson.Default.SubscriptionReplyWire)!;
        Assert.Equal(code, reply.Error?.Code ?? reply.Code);
    }
}
