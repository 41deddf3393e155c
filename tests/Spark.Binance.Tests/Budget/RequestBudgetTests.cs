using CsCheck;
using Spark.Binance.Budget;
using Spark.Binance.Reports;

namespace Spark.Binance.Tests.Budget;

public sealed class RequestBudgetTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Gen<CallPriority> AnyPriority = Gen.Int[0, 3].Select(n => (CallPriority)n);

    // Calls one after another: how many ms after the one before, what it costs, who asks.
    private static readonly Gen<(int After, int Weight, int Orders, CallPriority Priority)[]> Calls =
        Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 40], Gen.Int[0, 5], AnyPriority).Array[1, 300];

    [Fact]
    public void The_exchange_never_counts_more_than_its_limit_however_its_windows_lie_to_ours() =>
        Gen.Select(Calls, Gen.Int[-400, 400]).Sample((calls, skew) =>
        {
            var budget = Small();
            var (now, weights, orders) = (1_700_000_000_000L, new Dictionary<long, int>(), new Dictionary<long, int>());
            foreach (var (after, weight, count, priority) in calls)
            {
                now += after;
                if (!budget.TryTake(new CallCost(weight, count, count), priority, now).IsGranted) continue;
                weights[(now + skew) / 60_000] = weights.GetValueOrDefault((now + skew) / 60_000) + weight;
                orders[(now + skew) / 10_000] = orders.GetValueOrDefault((now + skew) / 10_000) + count;
            }
            Assert.All(weights.Values, used => Assert.True(used <= 100));
            Assert.All(orders.Values, used => Assert.True(used <= 10));
        });

    [Fact]
    public void Who_waits_as_long_as_told_gets_through_when_alone() => Gen.Select(Calls, AnyPriority).Sample((calls, last) =>
    {
        var budget = Small();
        var now = 1_700_000_000_000L;
        foreach (var (after, weight, count, priority) in calls) budget.TryTake(new CallCost(weight, count, count), priority, now += after);
        // A window's last moments count in the next one too, so a second wait may follow.
        for (var waits = 0; ; waits++)
        {
            var verdict = budget.TryTake(new CallCost(40, 5, 5), last, now);
            if (verdict.IsGranted) return;
            Assert.True(waits < 3);
            Assert.InRange(verdict.Wait, TimeSpan.FromMilliseconds(1), Minute + TimeSpan.FromSeconds(2));
            now += (long)verdict.Wait.TotalMilliseconds;
        }
    });

    [Fact]
    public void Reads_yield_first_and_cancels_last()
    {
        var budget = Small();
        var now = 1_700_000_010_000L;
        List<CallPriority> served = [];
        for (var i = 0; i < 100; i++)
        {
            foreach (var priority in Enum.GetValues<CallPriority>())
            {
                if (budget.TryTake(new CallCost(1), priority, now).IsGranted) served.Add(priority);
            }
        }
        Assert.Equal(100, served.Count);
        Assert.True(served.LastIndexOf(CallPriority.Read) < served.LastIndexOf(CallPriority.Account));
        Assert.True(served.LastIndexOf(CallPriority.Account) < served.LastIndexOf(CallPriority.Trade));
        Assert.True(served.LastIndexOf(CallPriority.Trade) < served.LastIndexOf(CallPriority.Protect));
        Assert.All(served.TakeLast(5), p => Assert.Equal(CallPriority.Protect, p));
    }

    [Fact]
    public void The_exchanges_own_count_is_believed_when_it_is_higher()
    {
        var budget = Small();
        var now = 1_700_000_010_000L;
        budget.Observe(new UsageReport(99, null, null), now, now);
        Assert.False(budget.TryTake(new CallCost(2), CallPriority.Protect, now).IsGranted);
        Assert.True(budget.TryTake(new CallCost(1), CallPriority.Protect, now).IsGranted);
    }

    [Theory]
    [InlineData(-1)] // an order's answer may say so
    [InlineData(3)] // less than what we know of
    public void A_count_that_says_nothing_changes_nothing(int count)
    {
        var budget = Small();
        var now = 1_700_000_010_000L;
        for (var i = 0; i < 50; i++) budget.TryTake(new CallCost(2), CallPriority.Protect, now);
        budget.Observe(new UsageReport(count, null, null), now, now);
        Assert.False(budget.TryTake(new CallCost(2), CallPriority.Protect, now).IsGranted);
    }

    [Fact]
    public void An_answer_about_the_window_before_says_nothing_of_this_one()
    {
        var budget = Small();
        budget.Observe(new UsageReport(99, null, null), sentAt: 1_700_000_000_000, now: 1_700_000_070_000);
        Assert.True(budget.TryTake(new CallCost(50), CallPriority.Read, 1_700_000_070_000).IsGranted);
    }

    [Fact]
    public void A_call_that_is_larger_than_its_share_goes_when_nothing_else_does()
    {
        var budget = Small();
        Assert.True(budget.TryTake(new CallCost(90), CallPriority.Read, 1_700_000_010_000).IsGranted);
        Assert.False(budget.TryTake(new CallCost(90), CallPriority.Read, 1_700_000_010_000).IsGranted);
    }

    [Fact]
    public void New_limits_keep_what_was_counted()
    {
        var budget = Small();
        var now = 1_700_000_010_000L;
        budget.TryTake(new CallCost(60), CallPriority.Read, now);
        budget.Configure([new RateLimit(false, Minute, 6000)]);
        Assert.Contains((new RateLimit(false, Minute, 6000), 60L), budget.Used(now));
        Assert.Contains(budget.Used(now), u => u.Limit == new RateLimit(true, TimeSpan.FromSeconds(10), 10));
    }

    private static RequestBudget Small()
    {
        var budget = new RequestBudget();
        budget.Configure([new RateLimit(false, Minute, 100), new RateLimit(true, TimeSpan.FromSeconds(10), 10), new RateLimit(true, Minute, 1000)]);
        return budget;
    }
}
