using Spark.Executor.Automation;

namespace Spark.Executor.Streams;

/// <summary>Hands the automatic actions a lag now and then: ten a second say as much as thousands.</summary>
internal sealed class LagSampler(GuardrailSignals signals, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long _last;

    /// <param name="milliseconds">Receive time less event time.</param>
    public void Take(long milliseconds)
    {
        var last = Volatile.Read(ref _last);
        var now = time.GetTimestamp();
        if (last != 0 && time.GetElapsedTime(last, now) < Pause) return;
        if (Interlocked.CompareExchange(ref _last, now, last) == last) signals.Lagged(TimeSpan.FromMilliseconds(milliseconds));
    }
}
