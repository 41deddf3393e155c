using System.Collections.Immutable;
using Spark.Simulator.Markets;

namespace Spark.Simulator.Faults;

/// <summary>
/// What is broken at the moment. Strikes are counted, and delays drawn from a fixed seed: the same calls after the same plan
/// meet the same faults. Safe to use from any thread.
/// </summary>
public sealed class FaultPlan
{
    private const ulong DelaySeed = 0x5bd1e995;

    private readonly Lock _gate = new();
    private ImmutableArray<Entry> _entries = [];
    private long _draws;

    private sealed class Entry(FaultRule rule)
    {
        private double _due;

        public FaultRule Rule { get; } = rule;

        public int? Left { get; set; } = rule.Count;

        /// <summary>Counts a chance and says whether the fault strikes at it.</summary>
        public bool Strikes()
        {
            if (Rule.Rate is not { } rate) return true;
            _due += rate;
            if (_due < 1) return false;
            _due -= 1;
            return true;
        }
    }

    /// <summary>Raised by faults that happen once, now.</summary>
    public event Action<FaultRule>? Struck;

    /// <summary>Rules still in force, oldest first, with the strikes they have left.</summary>
    public IReadOnlyList<FaultRule> Active
    {
        get
        {
            lock (_gate) return [.. _entries.Select(entry => entry.Rule with { Count = entry.Left })];
        }
    }

    /// <summary>How far the exchange's clock is off, ms.</summary>
    public int ClockSkew
    {
        get
        {
            var off = 0;
            foreach (var entry in Entries)
            {
                if (entry.Rule.Kind is FaultKind.ClockSkew or FaultKind.ClockJump) off += entry.Rule.Milliseconds;
            }
            return off;
        }
    }

    // Read without the lock: nearly always nothing is broken, and every frame and request asks.
    private ImmutableArray<Entry> Entries
    {
        get
        {
            Interlocked.MemoryBarrier();
            return _entries;
        }
    }

    /// <summary>Puts a rule in force, or lets it happen when it is one that happens once.</summary>
    public void Add(FaultRule rule)
    {
        if (!rule.IsOnce)
        {
            lock (_gate)
            {
                if (rule.Kind is FaultKind.Latency or FaultKind.RequestDelay or FaultKind.ClockSkew) Remove(entry => entry.Rule.Kind == rule.Kind && entry.Rule.Route == rule.Route);
                _entries = _entries.Add(new Entry(rule));
            }
        }
        if (rule.IsOnce || rule.Kind == FaultKind.Maintenance) Struck?.Invoke(rule);
    }

    /// <summary>Ends every rule, or those of one kind.</summary>
    public void Clear(FaultKind? kind = null)
    {
        lock (_gate) Remove(entry => kind is null || entry.Rule.Kind == kind);
    }

    /// <summary>The rule that strikes a request (or event) now, which counts as one strike; null when all is well.</summary>
    public FaultRule? Take(FaultKind kind, string? route = null) => Entries.IsEmpty ? null : TakeOne(kind, rule => rule.Covers(route));

    /// <summary>The rule that strikes a frame to a socket now.</summary>
    public FaultRule? Take(FaultKind kind, bool isUser, bool isPublic) => Entries.IsEmpty ? null : TakeOne(kind, rule => rule.Hits(isUser, isPublic));

    /// <summary>How long a request to <paramref name="route"/> is held up by a fault of <paramref name="kind"/>; null when it is not.</summary>
    public TimeSpan? TakeDelay(FaultKind kind, string route)
    {
        if (Take(kind, route) is not { } rule) return null;
        return TimeSpan.FromMilliseconds(rule.P99Milliseconds is { } p99 ? Draw(rule.Milliseconds, p99) : rule.Milliseconds);
    }

    /// <summary>Log-normal: median × e^(σ z), σ from the 99th percentile, z standard normal by Box and Muller.</summary>
    private double Draw(double median, double p99)
    {
        const double NormalP99 = 2.3263478740408408;
        if (median <= 0 || p99 <= median) return median;
        var draw = Interlocked.Increment(ref _draws);
        var radius = Math.Sqrt(-2 * Math.Log(1 - SeededNoise.Unit(DelaySeed, 1, draw)));
        var normal = radius * Math.Cos(2 * Math.PI * SeededNoise.Unit(DelaySeed, 2, draw));
        return median * Math.Exp(Math.Log(p99 / median) / NormalP99 * normal);
    }

    private FaultRule? TakeOne(FaultKind kind, Func<FaultRule, bool> isMeant)
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (entry.Rule.Kind != kind || !isMeant(entry.Rule) || !entry.Strikes()) continue;
                if (entry.Left is { } left && (entry.Left = left - 1) == 0) _entries = _entries.Remove(entry);
                return entry.Rule;
            }
            return null;
        }
    }

    private void Remove(Predicate<Entry> which) => _entries = _entries.RemoveAll(which);
}
