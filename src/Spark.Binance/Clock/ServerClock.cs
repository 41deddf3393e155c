namespace Spark.Binance.Clock;

/// <summary>
/// The exchange's time, carried forward by this machine's monotonic clock since the last reading of <c>GET /fapi/v1/time</c>, so that a stepped
/// wall clock does not move it. Before the first reading it is the wall clock. Of two readings that can both be right the sharper one is kept; one
/// that contradicts the kept one replaces it, because the exchange's clock is the judge.
/// </summary>
public sealed class ServerClock(TimeProvider time)
{
    // 100 ppm: more than a healthy quartz drifts.
    private const int DriftOneIn = 10_000;

    private Reading? _reading;

    /// <summary>The exchange's time now, milliseconds since 1970 UTC.</summary>
    public long Now => (long)NowExact.TotalMilliseconds;

    /// <summary>Exchange time less this machine's wall clock; zero before the first reading.</summary>
    public TimeSpan Offset => IsSynchronised ? NowExact - WallClock : TimeSpan.Zero;

    /// <summary>How far <see cref="Now"/> may be off at the reading: half its round trip. Null before the first.</summary>
    public TimeSpan? ErrorBound => _reading?.ErrorBound;

    /// <summary>
    /// How far <see cref="Now"/> may be off now: <see cref="ErrorBound"/> and what two clocks may drift apart since (100 ppm). Null before the first
    /// reading.
    /// </summary>
    public TimeSpan? ErrorNow => Volatile.Read(ref _reading) is { } reading ? ErrorOf(reading) : null;

    /// <summary>Time since the reading in use; null before the first.</summary>
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
        var fresh = new Reading(TimeSpan.FromMilliseconds(serverTime) + half, receivedAt, half);
        if (Volatile.Read(ref _reading) is not { } kept || ErrorOf(kept) >= half || Contradicts(kept, fresh)) Volatile.Write(ref _reading, fresh);
    }

    /// <summary>The exchange refused our time: the next reading counts, however blurred it is.</summary>
    public void Distrust()
    {
        if (Volatile.Read(ref _reading) is { } reading) Volatile.Write(ref _reading, reading with { ErrorBound = TimeSpan.FromDays(1) });
    }

    private TimeSpan ErrorOf(Reading reading) => reading.ErrorBound + time.GetElapsedTime(reading.At) / DriftOneIn;

    // The exchange tells whole milliseconds: one is no contradiction.
    private bool Contradicts(Reading kept, Reading fresh) =>
        (kept.ServerTime + time.GetElapsedTime(kept.At) - fresh.ServerTime).Duration() > ErrorOf(kept) + fresh.ErrorBound + TimeSpan.FromMilliseconds(1);

    private TimeSpan NowExact =>
        Volatile.Read(ref _reading) is { } reading ? reading.ServerTime + time.GetElapsedTime(reading.At) : WallClock;

    private TimeSpan WallClock => time.GetUtcNow() - DateTimeOffset.UnixEpoch;

    private sealed record Reading(TimeSpan ServerTime, long At, TimeSpan ErrorBound);
}
