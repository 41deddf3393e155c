using System.Collections.Concurrent;

namespace Spark.Copilot.Confirmations;

/// <summary>Remembers what was carried out lately, so that a page opened again shows what came of it.</summary>
internal sealed class RecentConfirmations(TimeProvider time)
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Confirmed.CarriedOut Outcome)> _byId = new(StringComparer.Ordinal);

    public void Finished(string id, Confirmed.CarriedOut outcome)
    {
        if (_byId.Count >= Most) Forget();
        _byId[id] = (time.GetUtcNow(), outcome);
    }

    public Confirmed.CarriedOut? OutcomeOf(string id) => _byId.TryGetValue(id, out var seen) ? seen.Outcome : null;

    private void Forget()
    {
        foreach (var (id, _) in _byId.OrderBy(pair => pair.Value.At).Take(Most / 4)) _byId.TryRemove(id, out _);
    }
}
