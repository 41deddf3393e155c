using System.Collections.Frozen;

namespace Spark.Domain.Markets;

/// <summary>The exchange's candle intervals, by their spelling.</summary>
public static class CandleInterval
{
    private static readonly string[] Ordered =
        ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];

    /// <summary>All intervals from shortest to longest. <c>1m</c> is a minute, <c>1M</c> a month.</summary>
    public static IReadOnlyList<string> All => Ordered;

    private static readonly FrozenSet<string> Known = Ordered.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string interval) => Known.Contains(interval);

    /// <summary>When the candle that holds <paramref name="at"/> opened (UTC; weeks open on Monday).</summary>
    /// <exception cref="ArgumentException">The interval is unknown.</exception>
    public static DateTimeOffset OpenOf(string interval, DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        if (interval == "1M") return new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (interval == "1w") return new DateTimeOffset(utc.Date.AddDays(-(((int)utc.DayOfWeek + 6) % 7)), TimeSpan.Zero);
        var length = LengthOf(interval).Ticks;
        return new DateTimeOffset(DateTimeOffset.UnixEpoch.Ticks + (utc.Ticks - DateTimeOffset.UnixEpoch.Ticks) / length * length, TimeSpan.Zero);
    }

    /// <summary>When the candle after the one that opened at <paramref name="open"/> opens.</summary>
    public static DateTimeOffset NextAfter(string interval, DateTimeOffset open) =>
        interval == "1M" ? open.AddMonths(1) : open + LengthOf(interval);

    private static TimeSpan LengthOf(string interval)
    {
        if (!IsKnown(interval) || interval == "1M") throw new ArgumentException($"'{interval}' has no fixed length.", nameof(interval));
        var count = int.Parse(interval.AsSpan(0, interval.Length - 1), System.Globalization.CultureInfo.InvariantCulture);
        return interval[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => TimeSpan.FromDays(7 * count),
        };
    }
}
