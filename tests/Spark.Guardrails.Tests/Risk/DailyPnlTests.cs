using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Tests.Risk;

public sealed class DailyPnlTests
{
    [Theory]
    [InlineData(990, 1000, 0, 0, -10)]
    [InlineData(1090, 1000, 100, 0, -10)]
    [InlineData(890, 1000, -100, 0, -10)]
    [InlineData(990, 1000, 0, -60, -70)]
    [InlineData(990, 1000, 0, 60, -10)]
    public void It_is_the_change_of_the_balance_without_transfers_and_drills_only_tighten(
        double now, double opening, double transfers, double drills, double expected) =>
        Assert.Equal((decimal)expected, DailyPnl.Of((decimal)now, (decimal)opening, (decimal)transfers, (decimal)drills));

    [Fact]
    public void Without_a_balance_it_is_not_known()
    {
        Assert.Null(DailyPnl.Of(null, 1000, 0, -60));
        Assert.Null(DailyPnl.Of(1000, null, 0, 0));
    }
}
