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

    [Fact]
    public void The_sharper_of_two_readings_is_kept_until_drift_has_blurred_it()
    {
        var clock = new ServerClock(_time);
        Read(clock, roundTrip: 20, offset: 500);
        _time.Advance(TimeSpan.FromSeconds(10));

        Read(clock, roundTrip: 400, offset: 500, lag: 100);
        Assert.Equal(TimeSpan.FromMilliseconds(10), clock.ErrorBound);
        Assert.Equal(TimeSpan.FromMilliseconds(500), clock.Offset);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.InRange(clock.ErrorNow!.Value, TimeSpan.FromMilliseconds(370), TimeSpan.FromMilliseconds(372));
        Read(clock, roundTrip: 400, offset: 650);
        Assert.Equal(TimeSpan.FromMilliseconds(200), clock.ErrorBound);
    }

    [Fact]
    public void A_reading_that_contradicts_the_kept_one_replaces_it()
    {
        var clock = new ServerClock(_time);
        Read(clock, roundTrip: 20, offset: 0);
        Read(clock, roundTrip: 400, offset: 90_000);
        Assert.Equal(TimeSpan.FromSeconds(90), clock.Offset);
    }

    [Fact]
    public void A_distrusted_clock_takes_the_next_reading()
    {
        var clock = new ServerClock(_time);
        Read(clock, roundTrip: 20, offset: 0);
        clock.Distrust();
        Read(clock, roundTrip: 900, offset: 300);
        Assert.Equal(TimeSpan.FromMilliseconds(450), clock.ErrorBound);
    }

    // The exchange is `offset` ms ahead; its answer is made after half the round trip, more or less by `lag`.
    private void Read(ServerClock clock, int roundTrip, int offset, int lag = 0)
    {
        var sentAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(roundTrip / 2.0 + lag));
        var told = _time.GetUtcNow().ToUnixTimeMilliseconds() + offset;
        _time.Advance(TimeSpan.FromMilliseconds(roundTrip / 2.0 - lag));
        clock.Observe(sentAt, told);
    }

    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => 0;
    }
}
