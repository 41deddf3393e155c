namespace Spark.Binance.Reports;

/// <summary>The exchange's milliseconds.</summary>
internal static class ExchangeTime
{
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The instant of <paramref name="milliseconds"/>; nonsense is bent into range rather than thrown at.</summary>
    public static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, Last));
}
