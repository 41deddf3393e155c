using Spark.Binance.Clock;

namespace Spark.Executor.Account;

/// <summary>The exchange's time as bounds: the reading's own error, and what two clocks may drift apart since.</summary>
internal static class ClockBounds
{
    /// <summary>The exchange's ms now, at the earliest; 0 before the first reading, which then proves nothing.</summary>
    public static long Earliest(this ServerClock clock) => clock.IsSynchronised ? clock.Now - Slack(clock) : 0;

    /// <summary>The exchange's ms now, at the latest.</summary>
    public static long Latest(this ServerClock clock) => clock.Now + Slack(clock);

    private static long Slack(ServerClock clock) => (long)Math.Ceiling((clock.ErrorNow ?? TimeSpan.Zero).TotalMilliseconds);
}
