namespace Spark.Simulator.Markets;

/// <summary>Random numbers that are a function of where they are used, so that any moment can be visited in any order.</summary>
internal static class SeededNoise
{
    /// <summary>SplitMix64's finaliser over a combination of the keys.</summary>
    public static ulong Hash(ulong seed, ulong stream, long position)
    {
        var x = unchecked(seed + stream * 0xD1B54A32D192ED03UL + (ulong)position * 0x9E3779B97F4A7C15UL);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        return x ^ (x >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public static double Unit(ulong seed, ulong stream, long position) => (Hash(seed, stream, position) >> 11) * (1.0 / (1UL << 53));

    /// <summary>In [−1, 1), continuous in time: lattice values <paramref name="period"/> ms apart, smoothly joined.</summary>
    public static double Smooth(ulong seed, ulong stream, long period, long time)
    {
        var (cell, rest) = Math.DivRem(time, period);
        var within = rest / (double)period;
        var from = Unit(seed, stream, cell);
        var to = Unit(seed, stream, cell + 1);
        var eased = within * within * (3 - 2 * within);
        return (from + (to - from) * eased) * 2 - 1;
    }
}
