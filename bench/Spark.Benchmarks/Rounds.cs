using System.Diagnostics;

namespace Spark.Benchmarks;

/// <summary>Alternates ours and the baseline, so that both see the same weather.</summary>
internal static class Rounds
{
    /// <summary>Medians over <paramref name="rounds"/>, after one round of each that is thrown away.</summary>
    public static (Sample Ours, Sample Baseline) Alternate(int rounds, Func<Sample> ours, Func<Sample> baseline)
    {
        List<Sample> a = [], b = [];
        for (var i = -1; i < rounds; i++)
        {
            var (first, second) = (ours(), baseline());
            if (i < 0) continue;
            a.Add(first);
            b.Add(second);
        }
        return (Median(a), Median(b));
    }

    public static async Task<(Sample Ours, Sample Baseline)> AlternateAsync(int rounds, Func<Task<Sample>> ours, Func<Task<Sample>> baseline)
    {
        List<Sample> a = [], b = [];
        for (var i = -1; i < rounds; i++)
        {
            var (first, second) = (await ours(), await baseline());
            if (i < 0) continue;
            a.Add(first);
            b.Add(second);
        }
        return (Median(a), Median(b));
    }

    /// <summary>Times <paramref name="count"/> calls on this thread.</summary>
    public static Sample Time(int count, Action work)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) work();
        var took = Stopwatch.GetElapsedTime(started);
        return new Sample(took.TotalNanoseconds / count, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / count);
    }

    public static Sample Median(IReadOnlyList<Sample> samples) =>
        new(Median(samples.Select(s => s.Nanoseconds)), Median(samples.Select(s => s.Bytes)));

    public static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 0.5);

    /// <summary>Of <paramref name="sorted"/> values, 0 to 1.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
