using Spark.Domain.Markets;

namespace Spark.Domain.Tests;

public sealed class LotRuleTests
{
    [Fact]
    public void A_quantity_is_rounded_down_to_the_step() =>
        Assert.Equal(0.001m, new LotRule(0.001m, 1000, 0.001m).RoundDown(0.0019m));

    [Fact]
    public void A_quantity_below_one_step_rounds_down_to_zero() =>
        Assert.Equal(0m, new LotRule(0.001m, 1000, 0.001m).RoundDown(0.0009m));
}
