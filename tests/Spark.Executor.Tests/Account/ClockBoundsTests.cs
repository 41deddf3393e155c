using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Clock;
using Spark.Executor.Account;

namespace Spark.Executor.Tests.Account;

public sealed class ClockBoundsTests
{
    private const long Told = 1_800_000_000_000;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Before_the_first_reading_nothing_is_proved_to_be_past() => Assert.Equal(0, new ServerClock(_time).Earliest());

    [Fact]
    public void The_exchange_s_time_lies_within_half_the_round_trip_and_what_the_clocks_may_drift_since()
    {
        var clock = new ServerClock(_time);
        var sent = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(20));
        clock.Observe(sent, Told);
        Assert.Equal((Told + 10 - 10, Told + 10 + 10), (clock.Earliest(), clock.Latest()));

        _time.Advance(TimeSpan.FromSeconds(1_000));
        Assert.Equal((Told + 1_000_010 - 110, Told + 1_000_010 + 110), (clock.Earliest(), clock.Latest()));
    }

    [Fact]
    public void A_part_of_a_millisecond_widens_both_bounds_by_a_whole_one()
    {
        var clock = new ServerClock(_time);
        clock.Observe(_time.GetTimestamp(), Told);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((Told + 1 - 1, Told + 1 + 1), (clock.Earliest(), clock.Latest()));
    }
}
