using System.Collections.Immutable;

namespace Spark.Simulator.Markets;

/// <summary>
/// A symbol's price as a function of time: noise of many periods, from 45 days down to a second, around the middle of the
/// range, with amplitudes that grow with the root of the period and a slow change of volatility. It is bounded for ever,
/// reverts to the middle, and needs no state: history, present and any other moment come from the same function.
/// </summary>
public sealed class PriceProcess
{
    private const long Day = 86_400_000;

    /// <summary>Share of the range that is used, so that rounding and spread stay inside it.</summary>
    private const double RangeUsed = 0.97;

    private const double JumpChance = 1.0 / 72;

    private const double ShockHalfLife = 6 * 3_600_000.0;

    private static readonly long[] Periods =
        [45 * Day, 12 * Day, 4 * Day, Day, 21_600_000, 5_400_000, 1_500_000, 360_000, 90_000, 20_000, 5_000, 1_000];

    /// <summary>Octaves that follow the calm and wild regimes: those of six hours and less.</summary>
    private const int FirstRegimeOctave = 4;

    /// <summary>Octaves of the index: the last trades' flicker is left out.</summary>
    private const int IndexOctaves = 10;

    private readonly ulong _seed;
    private readonly double _middle;
    private readonly double[] _amplitudes;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly double _largestJump;
    private ImmutableArray<PriceShock> _shocks;
    private CandleReplay? _replay;

    public PriceProcess(ulong seed, MarketProfile profile, IEnumerable<PriceShock>? shocks = null)
    {
        _seed = SeededNoise.Hash(seed, 1, profile.Contract.Index);
        (_lowest, _highest) = ((double)profile.LowestPrice, (double)profile.HighestPrice);
        _middle = Math.Log(_lowest * _highest) / 2;
        var total = Periods.Sum(period => Math.Sqrt(period));
        var halfRange = (Math.Log(_highest) - Math.Log(_lowest)) / 2 * RangeUsed;
        _amplitudes = [.. Periods.Select(period => halfRange * Math.Sqrt(period) / total)];
        _largestJump = halfRange * 0.03;
        _shocks = [.. shocks ?? []];
    }

    /// <summary>Every how often funding is paid, ms.</summary>
    public const long FundingInterval = 8 * 3_600_000;

    /// <summary>The first funding time after <paramref name="time"/>, ms UTC.</summary>
    public static long NextFunding(long time) => (time / FundingInterval + 1) * FundingInterval;

    /// <summary>Where trades happen.</summary>
    public double PriceAt(long time) => At(time, Periods.Length);

    /// <summary>The price on other venues: without the fastest flicker.</summary>
    public double IndexAt(long time) => At(time, IndexOctaves);

    /// <summary>Index and a small premium (± 0.02 %).</summary>
    public double MarkAt(long time) => Bound(IndexAt(time) * (1 + 0.0002 * SeededNoise.Smooth(_seed, 101, 3_600_000, time)), null);

    /// <summary>Funding estimate around the exchange's interest rate, a fraction.</summary>
    public double FundingRateAt(long time) => 0.0001 * (1 + 0.8 * SeededNoise.Smooth(_seed, 102, 4 * 3_600_000, time));

    /// <summary>Moves the price to <paramref name="price"/> from <paramref name="time"/> on; the move fades over hours.</summary>
    public PriceShock MoveTo(double price, long time)
    {
        _replay = null;
        var shock = new PriceShock(time, Math.Log(price) - Natural(time, Periods.Length));
        _shocks = _shocks.Add(shock);
        return shock;
    }

    private double At(long time, int octaves)
    {
        if (_replay is { } replay && replay.Covers(time)) return replay.PriceAt(time);
        var shock = ShockAt(time);
        var log = Natural(time, octaves);
        if (shock is not null) log += shock.LogOffset * Math.Pow(2, -(time - shock.At) / ShockHalfLife);
        return Bound(Math.Exp(log), shock);
    }

    /// <summary>Moves candles over the price from now on; afterwards it goes on from where they end, and the move fades.</summary>
    public PriceShock Play(CandleReplay replay)
    {
        var shock = MoveTo(replay.LastPrice, replay.End);
        _replay = replay;
        return shock;
    }

    /// <summary>
    /// Sudden moves, once a day or so: each of 20-minute cells has one with a small chance, which fades over three hours.
    /// </summary>
    private double Jumps(long time)
    {
        const long Cell = 1_200_000;
        const int Cells = 9;
        var (sum, newest) = (0.0, time / Cell);
        for (var cell = newest - Cells; cell <= newest; cell++)
        {
            if (SeededNoise.Unit(_seed, 103, cell) >= JumpChance) continue;
            var at = cell * Cell + (long)(Cell * SeededNoise.Unit(_seed, 104, cell));
            var age = time - at;
            if (age < 0 || age >= Cells * Cell) continue;
            sum += _largestJump * (SeededNoise.Unit(_seed, 105, cell) * 2 - 1) * (1 - age / (double)(Cells * Cell));
        }
        return sum;
    }

    private double Natural(long time, int octaves)
    {
        var regime = 0.65 + 0.35 * SeededNoise.Smooth(_seed, 100, 8 * 3_600_000, time);
        var log = _middle;
        for (var octave = 0; octave < octaves; octave++)
        {
            var swing = _amplitudes[octave] * SeededNoise.Smooth(_seed, (ulong)octave, Periods[octave], time);
            log += octave >= FirstRegimeOctave ? swing * regime : swing;
        }
        return log + Jumps(time);
    }

    /// <summary>A move inside the range never carries the price out of it; a move out of it was somebody's wish.</summary>
    private double Bound(double price, PriceShock? shock)
    {
        if (shock is null) return _shocks.IsEmpty ? Math.Clamp(price, _lowest, _highest) : price;
        var wished = Math.Exp(Natural(shock.At, Periods.Length) + shock.LogOffset);
        return Math.Clamp(price, Math.Min(_lowest, wished * 0.98), Math.Max(_highest, wished * 1.02));
    }

    private PriceShock? ShockAt(long time)
    {
        var shocks = _shocks;
        for (var i = shocks.Length - 1; i >= 0; i--)
        {
            if (shocks[i].At <= time) return shocks[i];
        }
        return null;
    }
}
