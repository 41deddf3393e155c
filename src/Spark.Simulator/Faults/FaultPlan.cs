namespace Spark.Simulator.Faults;

/// <summary>
/// What is broken at the moment. Strikes are counted, never drawn: the same calls after the same plan meet the same faults.
/// Safe to use from any thread.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    private sealed class Entry(FaultRule rule)
    {
        public FaultRule Rule { get; } = rule;

        public int? Left { get; set; } = rule.Count;

        private double _due;

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

    /// <summary>Raised when open sockets are to be cut.</summary>
    public event Action<SocketTarget>? SocketsCut;

    /// <summary>Rules still in force, oldest first, with the strikes they have left.</summary>
    public IReadOnlyList<FaultRule> Active
    {
        get
        {
            lock (_gate) return [.. _entries.Select(entry => entry.Rule with { Count = entry.Left })];
        }
    }

    /// <summary>How far the exchange's clock is off, ms.</summary>
    public int ClockSkew => Peek(FaultKind.ClockSkew)?.Milliseconds ?? 0;

    /// <summary>Puts a rule in force. Cutting sockets happens at once and leaves nothing behind.</summary>
    public void Add(FaultRule rule)
    {
        if (rule.Kind == FaultKind.CutSockets)
        {
            SocketsCut?.Invoke(rule.Target);
            return;
        }
        lock (_gate)
        {
            if (rule.Kind is FaultKind.Latency or FaultKind.ClockSkew) _entries.RemoveAll(entry => entry.Rule.Kind == rule.Kind && entry.Rule.Route == rule.Route);
            _entries.Add(new Entry(rule));
        }
    }

    /// <summary>Ends every rule, or those of one kind.</summary>
    public void Clear(FaultKind? kind = null)
    {
        lock (_gate) _entries.RemoveAll(entry => kind is null || entry.Rule.Kind == kind);
    }

    /// <summary>The rule that strikes a request (or event) now, which counts as one strike; null when all is well.</summary>
    public FaultRule? Take(FaultKind kind, string? route = null)
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (entry.Rule.Kind != kind || !entry.Rule.Covers(route) || !entry.Strikes()) continue;
                if (entry.Left is { } left && (entry.Left = left - 1) == 0) _entries.Remove(entry);
                return entry.Rule;
            }
            return null;
        }
    }

    private FaultRule? Peek(FaultKind kind)
    {
        lock (_gate) return _entries.FindLast(entry => entry.Rule.Kind == kind)?.Rule;
    }
}
