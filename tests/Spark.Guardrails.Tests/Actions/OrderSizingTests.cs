using CsCheck;
using Spark.Domain.Orders;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Tests.Risk;

namespace Spark.Guardrails.Tests.Actions;

public sealed class OrderSizingTests
{
    private static readonly ClientOrderId Id = ClientOrderId.ForIntent("1");

    private static readonly OrderDraft Draft = new() { Symbol = Btc.Buy.Symbol, Side = Side.Buy };

    [Fact]
    public void A_quantity_is_taken_as_it_is() =>
        Assert.Equal(0.0015m, Sized(Draft with { Quantity = 0.0015m }, mark: null).Quantity);

    [Theory]
    [InlineData(OrderType.Market, null, null, 0.003)]
    [InlineData(OrderType.Limit, 50_000.0, null, 0.003)]
    [InlineData(OrderType.StopMarket, null, 100_000.0, 0.001)]
    [InlineData(OrderType.Stop, 40_000.0, 100_000.0, 0.004)]
    public void A_notional_is_divided_by_the_price_it_would_trade_at_and_rounded_down(OrderType type, double? price, double? stopPrice, double quantity)
    {
        var draft = Draft with { Type = type, Notional = 199.9m, Price = (decimal?)price, StopPrice = (decimal?)stopPrice };
        Assert.Equal((decimal)quantity, Sized(draft, mark: 60_000).Quantity);
    }

    [Theory]
    [InlineData(50, 65_000, 0.001, 65)]
    [InlineData(99.9, 49_999, 0.002, 99.998)]
    [InlineData(0.01, 65_000, 0.001, 65)]
    public void A_notional_that_buys_nothing_names_the_smallest_order(double notional, double mark, double quantity, double worth)
    {
        var small = Assert.IsType<SizingResult.TooSmall>(Resolve(Draft with { Notional = (decimal)notional }, (decimal)mark));
        Assert.Equal(((decimal)quantity, (decimal)worth), (small.SmallestQuantity, small.SmallestNotional));
        Assert.Contains($"{quantity} BTC", small.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reduce_only_notional_may_be_below_the_exchanges_minimum_notional() =>
        Assert.Equal(0.001m, Sized(Draft with { Notional = 20, ReduceOnly = true }, mark: 15_000).Quantity);

    [Fact]
    public void Without_a_mark_price_a_market_notional_has_no_size() =>
        Assert.Equal(new SizingResult.Missing("mark price"), Resolve(Draft with { Notional = 100 }, null));

    [Fact]
    public void The_callers_id_goes_before_the_executors()
    {
        Assert.Equal("mine", Sized(Draft with { Quantity = 1, ClientOrderId = ClientOrderId.Parse("mine") }, null).ClientOrderId.Value);
        Assert.Equal("spk-1", Sized(Draft with { Quantity = 1 }, null).ClientOrderId.Value);
    }

    [Fact]
    public void A_sized_notional_is_never_exceeded() => Gen.Select(Gen.Decimal, Gen.Int[1, 2_000_000]).Sample((notional, mark) =>
    {
        var draft = Draft with { Notional = Math.Abs(notional) };
        if (Resolve(draft, mark / 10m) is not SizingResult.Sized { Intent.Quantity: var quantity } || quantity > 120) return;
        Assert.True(quantity * (mark / 10m) <= draft.Notional);
        Assert.True(Btc.Instrument.MarketLot.IsOnStep(quantity));
    }, iter: 5_000);

    private static OrderIntent Sized(OrderDraft draft, decimal? mark) => Assert.IsType<SizingResult.Sized>(Resolve(draft, mark)).Intent;

    private static SizingResult Resolve(OrderDraft draft, decimal? mark) => OrderSizing.Resolve(draft, Btc.Instrument, mark, Id, OrderOrigin.Spark);
}
