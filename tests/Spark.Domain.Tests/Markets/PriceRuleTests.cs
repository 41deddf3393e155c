using CsCheck;
using Spark.Domain.Markets;

namespace Spark.Domain.Tests.Markets;

public sealed class PriceRuleTests
{
    private static readonly PriceRule Rule = new(261.1m, 809_484, 0.1m);

    [Fact]
    public void A_rounded_price_is_on_the_tick_and_not_above() => Gen.Decimal[262, 100_000].Sample(price =>
    {
        var rounded = Rule.RoundDown(price);
        Assert.True(Rule.IsOnTick(rounded) && rounded <= price && price - rounded < Rule.Tick);
    });

    [Theory]
    [InlineData(65_000.1, true)]
    [InlineData(65_000.15, false)]
    public void Ticks_count_from_the_minimum(double price, bool isOnTick) => Assert.Equal(isOnTick, Rule.IsOnTick((decimal)price));
}
