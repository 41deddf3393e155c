using Spark.Binance.Signing;

namespace Spark.Binance.Rest;

/// <summary>Which part of a history is wanted; both ends count in. An absent end leaves the exchange's default, mostly the last seven days.</summary>
public readonly record struct HistorySpan(DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>The longest span that orders and fills may be asked for at once.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1);

    public static HistorySpan Recent => default;

    /// <summary>Spans of at most seven days that together cover <paramref name="from"/> to <paramref name="to"/>, oldest first, without a gap.</summary>
    public static IEnumerable<HistorySpan> Windows(DateTimeOffset from, DateTimeOffset to)
    {
        for (var start = from; start <= to;)
        {
            var end = to - start > Longest ? start + Longest : to;
            yield return new HistorySpan(start, end);
            start = end + TimeSpan.FromMilliseconds(1);
        }
    }

    internal void WriteTo(RequestQuery query)
    {
        if (From is { } from) query.Add("startTime", from.ToUnixTimeMilliseconds());
        if (To is { } to) query.Add("endTime", to.ToUnixTimeMilliseconds());
    }
}
