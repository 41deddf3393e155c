namespace Spark.Guardrails.Automation;

/// <summary>Samples of the last while, for percentiles and shares. One thread at a time.</summary>
/// <param name="length">How long a sample counts.</param>
/// <param name="most">Beyond this many the oldest go early.</param>
public sealed class SampleWindow(TimeSpan length, int most = 10_000)
{
    private readonly Queue<(DateTimeOffset At, double Value)> _samples = new();
    private double _sum;

    /// <summary>Adds a sample; times don't go back.</summary>
    public void Add(DateTimeOffset at, double value)
    {
        _samples.Enqueue((at, value));
        _sum += value;
        if (_samples.Count > most) Drop();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _samples.Clear();
        _sum = 0;
    }

    public int CountAt(DateTimeOffset now)
    {
        Expire(now);
        return _samples.Count;
    }

    /// <summary>The smallest value that at least <paramref name="share"/> of the samples don't exceed (nearest rank); null without samples.</summary>
    public double? PercentileAt(DateTimeOffset now, double share)
    {
        Expire(now);
        if (_samples.Count == 0) return null;
        double[] sorted = [.. _samples.Select(sample => sample.Value)];
        Array.Sort(sorted);
        return sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
    }

    /// <summary>Mean, which of ones and zeros is the share of ones; null without samples.</summary>
    public double? MeanAt(DateTimeOffset now)
    {
        Expire(now);
        return _samples.Count == 0 ? null : _sum / _samples.Count;
    }

    private void Expire(DateTimeOffset now)
    {
        while (_samples.Count > 0 && now - _samples.Peek().At > length) Drop();
        if (_samples.Count == 0) _sum = 0; // so that rounding never adds up
    }

    private void Drop() => _sum -= _samples.Dequeue().Value;
}
