using System.Collections.Concurrent;
using Spark.Domain.Markets;

namespace Spark.Simulator.Markets;

/// <summary>
/// Candles of any interval, read off a price that is a function of time: minutes are sampled every 20 seconds and everything longer is made
/// of minutes, so that intervals agree with each other and with every earlier call. Safe to read from any thread.
/// </summary>
public sealed class CandleHistory(Func<long, double> priceAt, MarketProfile profile, ulong seed)
{
    private const long Minute = 60_000;
    private const long Hour = 3_600_000;
    private const int Samples = 3;

    private readonly ConcurrentDictionary<long, CandleRow> _hours = new();
    private WholeDay? _day;
    private readonly ulong _seed = SeededNoise.Hash(seed, 2, profile.Contract.Index);

    private sealed record WholeDay(long Until, CandleRow Row);

    /// <summary>
    /// Candles whose open time lies in [<paramref name="start"/>, <paramref name="end"/>], at most <paramref name="limit"/>;
    /// without a start the latest ones, with one the earliest. The candle that holds <paramref name="now"/> is open.
    /// </summary>
    public List<CandleRow> Read(string interval, long? start, long? end, int limit, long now)
    {
        var last = OpenOf(interval, Math.Min(end ?? now, now));
        var first = start is { } from ? FirstFrom(interval, Math.Max(from, Earliest(now))) : Back(interval, last, limit, Earliest(now));
        var rows = new List<CandleRow>();
        for (var open = first; open <= last && rows.Count < limit; open = NextAfter(interval, open))
        {
            rows.Add(Between(open, Math.Min(NextAfter(interval, open), now)));
        }
        return rows;
    }

    /// <summary>What happened in the 24 hours before <paramref name="now"/>.</summary>
    public CandleRow Day(long now)
    {
        var minute = now / Minute * Minute;
        var whole = Volatile.Read(ref _day);
        if (whole?.Until != minute) Volatile.Write(ref _day, whole = new WholeDay(minute, Between(minute - 24 * Hour, minute)));
        return now == minute ? whole.Row : whole.Row.Join(MinuteAt(minute, now));
    }

    private long Earliest(long now) => Math.Max(0, Math.Min(profile.Contract.OnboardDate, now - 1500L * 24 * Hour));

    private CandleRow Between(long from, long to)
    {
        var row = default(CandleRow);
        var at = from;
        do
        {
            var wholeHour = at % Hour == 0 && at + Hour <= to;
            var part = wholeHour ? HourAt(at) : MinuteAt(at, Math.Min(at + Minute, to));
            row = at == from ? part : row.Join(part);
            at += wholeHour ? Hour : Minute;
        }
        while (at < to);
        return row;
    }

    private CandleRow HourAt(long open) => _hours.GetOrAdd(open, static (at, history) =>
    {
        var row = history.MinuteAt(at, at + Minute);
        for (var minute = 1; minute < 60; minute++) row = row.Join(history.MinuteAt(at + minute * Minute, at + (minute + 1) * Minute));
        return row;
    }, this);

    private CandleRow MinuteAt(long open, long until)
    {
        var first = priceAt(open);
        var (high, low, close) = (first, first, first);
        for (var sample = 1; sample <= Samples; sample++)
        {
            close = priceAt(Math.Min(open + sample * (Minute / Samples), until));
            high = Math.Max(high, close);
            low = Math.Min(low, close);
        }
        var elapsed = Math.Min(1.0, (until - open) / (double)Minute);
        return Traded(new CandleRow(open, first, high, low, close, 0, 0, 0, 0, 0), elapsed);
    }

    /// <summary>Turnover grows with the size of the move, as it does in real markets.</summary>
    private CandleRow Traded(in CandleRow row, double elapsed)
    {
        var minute = row.OpenTime / Minute;
        var stir = 1 + 400 * (row.High - row.Low) / row.Open;
        var turnover = profile.MinuteTurnover * (0.3 + SeededNoise.Unit(_seed, 1, minute)) * stir * elapsed;
        var volume = turnover / ((row.Open + row.Close) / 2);
        var buying = 0.35 + 0.3 * SeededNoise.Unit(_seed, 2, minute);
        var trades = (long)((200 + 900 * SeededNoise.Unit(_seed, 3, minute)) * elapsed);
        return row with
        {
            Volume = volume, Turnover = turnover, Trades = trades, TakerBuyVolume = volume * buying, TakerBuyTurnover = turnover * buying,
        };
    }

    private static long FirstFrom(string interval, long from)
    {
        var open = OpenOf(interval, from);
        return open < from ? NextAfter(interval, open) : open;
    }

    private static long Back(string interval, long last, int count, long earliest)
    {
        var first = last;
        for (var i = 1; i < count && first > earliest; i++) first = OpenOf(interval, first - 1);
        return first;
    }

    private static long OpenOf(string interval, long at) =>
        CandleInterval.OpenOf(interval, DateTimeOffset.FromUnixTimeMilliseconds(at)).ToUnixTimeMilliseconds();

    private static long NextAfter(string interval, long open) =>
        CandleInterval.NextAfter(interval, DateTimeOffset.FromUnixTimeMilliseconds(open)).ToUnixTimeMilliseconds();
}
