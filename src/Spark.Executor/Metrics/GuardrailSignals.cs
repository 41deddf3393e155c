namespace Spark.Executor;

/// <summary>The signals of the automatic actions over the last five minutes: latency of live orders, and how many calls the exchange failed.</summary>
internal sealed class GuardrailSignals(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int MostSamples = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<(DateTimeOffset At, double Ms)> _latencies = new();
    private readonly Queue<(DateTimeOffset At, bool Failed)> _calls = new();

    /// <summary>A live order was answered after <paramref name="latency"/>; <paramref name="failed"/>: not by the exchange's clear yes or no.</summary>
    public void Ordered(TimeSpan latency, bool failed)
    {
        lock (_lock)
        {
            Add(_latencies, (time.GetUtcNow(), latency.TotalMilliseconds));
            Add(_calls, (time.GetUtcNow(), failed));
        }
    }

    /// <summary>95th percentile, ms; null without samples.</summary>
    public double? P95LatencyMs()
    {
        double[] sorted;
        lock (_lock)
        {
            Drop(_latencies, static sample => sample.At);
            sorted = [.. _latencies.Select(sample => sample.Ms)];
        }
        if (sorted.Length == 0) return null;
        Array.Sort(sorted);
        return Math.Round(sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1], 3);
    }

    public int LatencySamples()
    {
        lock (_lock)
        {
            Drop(_latencies, static sample => sample.At);
            return _latencies.Count;
        }
    }

    /// <summary>Failed calls over all calls; null without any.</summary>
    public double? ErrorRate()
    {
        lock (_lock)
        {
            Drop(_calls, static call => call.At);
            return _calls.Count == 0 ? null : (double)_calls.Count(call => call.Failed) / _calls.Count;
        }
    }

    public int Calls()
    {
        lock (_lock)
        {
            Drop(_calls, static call => call.At);
            return _calls.Count;
        }
    }

    private static void Add<T>(Queue<T> queue, T sample)
    {
        queue.Enqueue(sample);
        if (queue.Count > MostSamples) queue.Dequeue();
    }

    private void Drop<T>(Queue<T> queue, Func<T, DateTimeOffset> at)
    {
        var oldest = time.GetUtcNow() - Window;
        while (queue.Count > 0 && at(queue.Peek()) < oldest) queue.Dequeue();
    }
}
