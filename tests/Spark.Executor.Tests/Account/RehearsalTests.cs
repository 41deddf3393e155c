using Spark.Executor.Account;

namespace Spark.Executor.Tests.Account;

public sealed class RehearsalTests
{
    [Fact]
    public void Every_rehearsed_order_goes_all_the_way_and_what_one_opens_the_next_closes()
    {
        var rehearsal = new Rehearsal();
        for (var i = 1; i <= 160; i++)
        {
            rehearsal.PlaceOne();
            Assert.Equal((i, i % 2 == 0 ? 0 : 0.001m), (rehearsal.Filled, rehearsal.Position));
        }
    }
}
