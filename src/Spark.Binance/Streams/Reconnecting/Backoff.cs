namespace Spark.Binance.Streams.Reconnecting;

/// <summary>
/// How long to wait before a REST call that failed is tried again (the exchange's clock, a book's snapshot). Connections wait by
/// <see cref="ReconnectPolicy"/>.
/// </summary>
public static class Backoff
{
    private const double LongestSeconds = 30;

    /// <summary>
    /// 1, 2, 4 … s after 0, 1, 2 … failures in a row, a quarter more or less by <paramref name="random"/> (0 to 1), never over 30 s.
    /// </summary>
    public static TimeSpan After(int failures, double random)
    {
        var steady = Math.Min(LongestSeconds, Math.Pow(2, Math.Min(failures, 10)));
        return TimeSpan.FromSeconds(Math.Min(LongestSeconds, steady * (0.75 + random / 2)));
    }
}
