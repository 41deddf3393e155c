using Spark.Contracts;
using Spark.Copilot.Components.Results;

namespace Spark.Copilot.Tests.Components;

public sealed class CheckDistanceTests
{
    [Theory]
    [InlineData("maxNotional", 100, 72.5, 27.5)]
    [InlineData("maxNotional", 100, 130, -30)]
    [InlineData("dailyLoss", 50, -12, 38)]
    [InlineData("dailyLoss", 50, 5, 55)]
    [InlineData("filters", 50, 72, 22)]
    [InlineData("priceCollar", 105, 101, 4)]
    public void It_is_what_is_left_until_the_check_fails(string check, double limit, double observed, double left) =>
        Assert.Equal((decimal)left, CheckDistance.Of(new RiskCheckView(check, Passed: true, (decimal)limit, (decimal)observed)));

    [Fact]
    public void What_has_no_limit_has_no_distance() => Assert.Null(CheckDistance.Of(new RiskCheckView("symbolAllowed", Passed: true, null, null)));
}
