using System.Collections.Concurrent;

namespace Spark.Testing.Scenarios;

/// <summary>The real clock and its timers, with wall time moved forward at will: sockets need real time, lifetimes and days don't.</summary>
public sealed class OffsetTime : TimeProvider
{
    private readonly ConcurrentQueue<(TimeSpan Period, Action Tick)> _periodic = new();
    private long _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period > TimeSpan.Zero) _periodic.Enqueue((period, () => callback(state)));
        return base.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Moves wall time forward; timers and elapsed times don't notice.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>What is done once in every such period is due now.</summary>
    public void Tick(TimeSpan period)
    {
        foreach (var timer in _periodic.Where(timer => timer.Period == period)) timer.Tick();
    }
}
