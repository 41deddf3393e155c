using Microsoft.Extensions.Time.Testing;
using Spark.Binance.Clock;

namespace Spark.Binance.Tests.Clock;

public sealed class ServerClockTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));

    [Fact]
    public void Half_the_round_trip_is_added_and_bounds_the_error()
    {
        var clock = new ServerClock(_time);
        var sentAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(80));

        clock.Observe(sentAt, 2_000_000);

        Assert.Equal(2_000_040, clock.Now);
        Assert.Equal(TimeSpan.FromMilliseconds(40), clock.ErrorBound);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2_010_040, clock.Now);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.Age);
    }

    [Fact]
    public void The_offset_is_exchange_time_less_local_time()
    {
        var clock = new ServerClock(_time);
        Assert.Equal((1_000_000, TimeSpan.Zero), (clock.Now, clock.Offset));

        clock.Observe(_time.GetTimestamp(), 997_500);

        Assert.Equal(TimeSpan.FromMilliseconds(-2500), clock.Offset);
    }

    [Fact]
    public void A_stepped_wall_clock_does_not_move_it()
    {
        var time = new SteppedTime();
        var clock = new ServerClock(time);
        clock.Observe(time.GetTimestamp(), 2_000_000);

        time.Wall = time.Wall.AddHours(1);

        Assert.Equal(2_000_000, clock.Now);
        Assert.Equal(TimeSpan.FromSeconds(2000) - TimeSpan.FromHours(1), clock.Offset);
    }

    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => 0;
    }
}
