using CsCheck;
using Spark.Domain.Markets;

namespace Spark.Domain.Tests.Markets;

public sealed class LotRuleTests
{
    private static readonly LotRule Lot = new(0.001m, 1000, 0.001m);

    [Fact]
    public void A_quantity_is_rounded_down_to_the_step() => Assert.Equal(0.001m, Lot.RoundDown(0.0019m));

    [Fact]
    public void A_quantity_below_one_step_rounds_down_to_zero() => Assert.Equal(0m, Lot.RoundDown(0.0009m));

    [Fact]
    public void Rounding_never_crosses_the_quantity_and_stays_within_one_step() =>
        Gen.Decimal[0.001m, 500].Sample(quantity =>
        {
            var (down, up) = (Lot.RoundDown(quantity), Lot.RoundUp(quantity));
            Assert.True(down <= quantity && quantity <= up && up - down <= Lot.Step);
            Assert.True(Lot.IsOnStep(down) && Lot.IsOnStep(up));
        });

    [Fact]
    public void A_zero_step_leaves_quantities_alone()
    {
        var free = new LotRule(0, 0, 0);
        Assert.Equal(0.123456m, free.RoundDown(0.123456m));
        Assert.True(free.IsOnStep(0.123456m));
    }

    [Theory]
    [InlineData(60_000, false, 0.001)]
    [InlineData(30_000, false, 0.002)]
    [InlineData(30_000, true, 0.001)]
    public void The_smallest_quantity_satisfies_lot_and_notional_and_reducing_orders_the_lot_only(double price, bool reduceOnly, double expected)
    {
        var contract = new Instrument
        {
            Symbol = Symbol.Parse("BTCUSDT"),
            BaseAsset = "BTC",
            QuoteAsset = "USDT",
            IsTrading = true,
            Price = new PriceRule(0.1m, 1_000_000, 0.1m),
            Lot = Lot,
            MarketLot = Lot,
            MinimumNotional = 50,
        };
        Assert.Equal((decimal)expected, contract.SmallestQuantity(Domain.Orders.OrderType.Market, (decimal)price, reduceOnly));
    }
}
