namespace Spark.Testing.Scenarios;

/// <summary>The real clock and its timers, with wall time moved forward at will: sockets need real time, lifetimes and days don't.</summary>
public sealed class OffsetTime : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>Moves wall time forward; timers and elapsed times don't notice.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
