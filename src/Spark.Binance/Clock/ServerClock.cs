namespace Spark.Binance.Clock;

/// <summary>
/// The exchange's time, carried forward by this machine's monotonic clock since the last reading of <c>GET /fapi/v1/time</c>, so that a stepped
/// wall clock does not move it. Before the first reading it is the wall clock.
/// </summary>
public sealed class ServerClock(TimeProvider time)
{
    private Reading? _reading;

    /// <summary>The exchange's time now, milliseconds since 1970 UTC.</summary>
    public long Now => (long)NowExact.TotalMilliseconds;

    /// <summary>Exchange time less this machine's wall clock; zero before the first reading.</summary>
    public TimeSpan Offset => IsSynchronised ? NowExact - WallClock : TimeSpan.Zero;

    /// <summary>How far <see cref="Now"/> may be off at the reading: half its round trip. Null before the first.</summary>
    public TimeSpan? ErrorBound => _reading?.ErrorBound;

    /// <summary>Time since the last reading; null before the first.</summary>
    public TimeSpan? Age => _reading is { } reading ? time.GetElapsedTime(reading.At) : null;

    public bool IsSynchronised => _reading is not null;

    /// <summary>
    /// Takes in a reading: <paramref name="serverTime"/> (ms) was answered to a call that left at <paramref name="sentAt"/> and was back now.
    /// The answer is assumed to be half the round trip old.
    /// </summary>
    /// <param name="sentAt">A <see cref="TimeProvider.GetTimestamp"/>.</param>
    /// <param name="serverTime">Milliseconds since 1970, UTC.</param>
    public void Observe(long sentAt, long serverTime)
    {
        var receivedAt = time.GetTimestamp();
        var half = time.GetElapsedTime(sentAt, receivedAt) / 2;
        Volatile.Write(ref _reading, new Reading(TimeSpan.FromMilliseconds(serverTime) + half, receivedAt, half));
    }

    private TimeSpan NowExact =>
        Volatile.Read(ref _reading) is { } reading ? reading.ServerTime + time.GetElapsedTime(reading.At) : WallClock;

    private TimeSpan WallClock => time.GetUtcNow() - DateTimeOffset.UnixEpoch;

    private sealed record Reading(TimeSpan ServerTime, long At, TimeSpan ErrorBound);
}
