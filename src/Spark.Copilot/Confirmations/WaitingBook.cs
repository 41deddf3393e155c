using System.Collections.Immutable;

namespace Spark.Copilot.Confirmations;

/// <summary>
/// What waits for a person, put together from what this copilot heard by itself and what the executor listed. A list is the authority on
/// everything before it was asked for; what was heard or answered since then goes before it. Pure and immutable.
/// </summary>
internal sealed record WaitingBook
{
    private const int Most = 200;

    private static readonly TimeSpan GoneKept = TimeSpan.FromMinutes(5);

    private ImmutableDictionary<string, (WaitingConfirmation One, DateTimeOffset HeardAt)> Known { get; init; } =
        ImmutableDictionary.Create<string, (WaitingConfirmation, DateTimeOffset)>(StringComparer.Ordinal);

    private ImmutableDictionary<string, DateTimeOffset> Gone { get; init; } = ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    public static WaitingBook Empty { get; } = new();

    /// <summary>What has not expired, the most pressing first.</summary>
    public IReadOnlyList<WaitingConfirmation> At(DateTimeOffset now) =>
        [.. Known.Values.Select(known => known.One).Where(one => one.ExpiresAt > now).OrderBy(one => one.ExpiresAt).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>It was proposed through this copilot.</summary>
    public WaitingBook Hear(WaitingConfirmation one, DateTimeOffset now) => Within(Known.SetItem(one.Id, (one, now)), now);

    /// <summary>It was answered, or can't be confirmed any more.</summary>
    public WaitingBook Forget(string id, DateTimeOffset now) => this with { Known = Known.Remove(id), Gone = Gone.SetItem(id, now) };

    /// <summary>The executor listed what is pending, asked at <paramref name="askedAt"/>.</summary>
    public WaitingBook Know(IEnumerable<WaitingConfirmation> listed, DateTimeOffset askedAt, DateTimeOffset now)
    {
        var known = Known.RemoveRange(Known.Where(pair => pair.Value.HeardAt < askedAt).Select(pair => pair.Key));
        foreach (var one in listed.Where(one => !(Gone.TryGetValue(one.Id, out var goneAt) && goneAt >= askedAt)))
        {
            var heard = Known.TryGetValue(one.Id, out var before);
            // The list names the act in one line; what it is among others was heard when it was proposed.
            known = known.SetItem(one.Id, heard ? (one with { Step = one.Step ?? before.One.Step }, before.HeardAt) : (one, askedAt));
        }
        return Within(known, now);
    }

    private WaitingBook Within(ImmutableDictionary<string, (WaitingConfirmation One, DateTimeOffset HeardAt)> known, DateTimeOffset now)
    {
        var left = known.RemoveRange(known.Where(pair => pair.Value.One.ExpiresAt <= now).Select(pair => pair.Key));
        var tooMany = left.Values.OrderBy(one => one.HeardAt).Take(left.Count - Most).Select(one => one.One.Id);
        return this with { Known = left.RemoveRange(tooMany), Gone = Gone.RemoveRange(Gone.Where(pair => now - pair.Value > GoneKept).Select(pair => pair.Key)) };
    }
}
