using System.Collections.Immutable;
using System.Globalization;

namespace Spark.Simulator.Markets;

/// <summary>
/// Recorded candles as a price path: from <see cref="Start"/> on, each candle goes from its open over its nearer extreme and
/// the other one to its close.
/// </summary>
public sealed class CandleReplay
{
    private readonly ImmutableArray<Candle> _candles;
    private readonly long _length;

    private readonly record struct Candle(long OpenTime, double Open, double High, double Low, double Close);

    private CandleReplay(ImmutableArray<Candle> candles, long start, long length)
    {
        (_candles, Start, _length) = (candles, start, length);
        End = start + candles.Length * length;
    }

    /// <summary>ms UTC of the simulated exchange.</summary>
    public long Start { get; }

    /// <summary>ms UTC, exclusive.</summary>
    public long End { get; }

    public double LastPrice => _candles[^1].Close;

    /// <summary>
    /// Reads lines of <c>open time in ms, open, high, low, close</c> and anything after; a heading is passed over.
    /// </summary>
    /// <param name="csv">The file's text, oldest candle first, evenly spaced.</param>
    /// <param name="start">When to begin, ms UTC.</param>
    /// <param name="speed">How many times faster than recorded.</param>
    /// <exception cref="FormatException">A line can't be read; the message names it.</exception>
    public static CandleReplay Parse(string csv, long start, double speed = 1)
    {
        if (speed is not (> 0 and <= 100_000)) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"speed is {speed}: allowed is above 0 up to 100000."));
        var candles = ImmutableArray.CreateBuilder<Candle>();
        var number = 0;
        foreach (var line in csv.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || (candles.Count == 0 && !char.IsAsciiDigit(line.Trim()[0]))) continue;
            candles.Add(ParseLine(line, number));
        }
        if (candles.Count < 2) throw new FormatException("A replay needs at least two candles of 'open time,open,high,low,close'.");
        var interval = candles[1].OpenTime - candles[0].OpenTime;
        if (interval <= 0) throw new FormatException("The candles must come oldest first.");
        return new CandleReplay(candles.ToImmutable(), start, Math.Max(1, (long)(interval / speed)));
    }

    public bool Covers(long time) => time >= Start && time < End;

    public double PriceAt(long time)
    {
        var (index, rest) = Math.DivRem(time - Start, _length);
        var candle = _candles[(int)index];
        var within = rest / (double)_length * 3;
        var lowFirst = candle.Close >= candle.Open;
        var (first, second) = lowFirst ? (candle.Low, candle.High) : (candle.High, candle.Low);
        return within switch
        {
            < 1 => candle.Open + (first - candle.Open) * within,
            < 2 => first + (second - first) * (within - 1),
            _ => second + (candle.Close - second) * (within - 2),
        };
    }

    private static Candle ParseLine(ReadOnlySpan<char> line, int number)
    {
        Span<Range> parts = stackalloc Range[16];
        Span<double> values = stackalloc double[5];
        var count = line.Split(parts, ',', StringSplitOptions.TrimEntries);
        for (var i = 0; i < values.Length; i++)
        {
            if (i >= count || !double.TryParse(line[parts[i]].Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || values[i] <= 0)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {number} is '{line}': allowed is 'open time in ms,open,high,low,close', all positive."));
            }
        }
        var (open, high, low, close) = (values[1], values[2], values[3], values[4]);
        if (high < Math.Max(open, close) || low > Math.Min(open, close))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {number} is '{line}': open and close must lie between low and high."));
        }
        return new Candle((long)values[0], open, high, low, close);
    }
}
