using Spark.Guardrails.Automation;

namespace Spark.Executor.Automation;

/// <summary>The signals of the automatic actions, each over the window of the rule that looks at it.</summary>
internal sealed class GuardrailSignals(RulesInForce rules, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (TimeSpan Length, SampleWindow Window)> _windows = [];
    private DateTimeOffset? _lastSent;

    /// <summary>A live order is on its way.</summary>
    public void Sending()
    {
        lock (_lock) _lastSent = time.GetUtcNow();
    }

    /// <summary>A live order was answered after <paramref name="latency"/>; <paramref name="failed"/>: the exchange erred, or gave no answer.</summary>
    public void Ordered(TimeSpan latency, bool failed)
    {
        Add(SignalKind.OrderLatencyP95, latency.TotalMilliseconds);
        Add(SignalKind.ExchangeErrorRate, failed ? 1 : 0);
    }

    /// <summary>Spark held the order back: that says nothing of how well the exchange works, and no answer is due.</summary>
    public void HeldBack()
    {
        lock (_lock) _lastSent = null;
    }

    /// <summary>
    /// Another call on the way of orders ended: a cancel, a leverage. Null: Spark held it back, so it was no call. Reads are not told here: one
    /// outage has many of them, by retries and reconciliation, and would open the breaker by their number alone.
    /// </summary>
    public void Called(bool? failed)
    {
        if (failed is { } known) Add(SignalKind.ExchangeErrorRate, known ? 1 : 0);
    }

    /// <summary>A stream's message arrived this long after its event.</summary>
    public void Lagged(TimeSpan lag) => Add(SignalKind.StreamLagP95, lag.TotalMilliseconds);

    /// <summary>What a rule sees now.</summary>
    public SignalReading Read(GuardrailRule rule)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var window = WindowOf(rule);
            var value = rule.Signal == SignalKind.ExchangeErrorRate ? window.MeanAt(now) : window.PercentileAt(now, 0.95);
            var due = rule.Signal is SignalKind.OrderLatencyP95 or SignalKind.ExchangeErrorRate && now - _lastSent < rule.Window;
            return new SignalReading(rule.Signal, value is { } v ? Math.Round(v, 4) : null, window.CountAt(now), due);
        }
    }

    /// <summary>Forgets what a rule has seen: what was before a person closed the breaker is no ground to open it again.</summary>
    public void Forget(GuardrailRule rule)
    {
        lock (_lock) WindowOf(rule).Clear();
    }

    private void Add(SignalKind signal, double value)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var rule in rules.Current.Rules)
            {
                if (rule.Signal == signal) WindowOf(rule).Add(now, value);
            }
        }
    }

    private SampleWindow WindowOf(GuardrailRule rule)
    {
        if (_windows.TryGetValue(rule.Name, out var kept) && kept.Length == rule.Window) return kept.Window;
        var window = new SampleWindow(rule.Window);
        _windows[rule.Name] = (rule.Window, window);
        return window;
    }
}
