using System.Collections.Immutable;

namespace Spark.Guardrails.Confirmation;

/// <summary>Proposals by id and by token, oldest first. All live equally long, so the oldest expires first.</summary>
internal sealed class PendingProposals
{
    private readonly ImmutableDictionary<string, Proposal> _byId;
    private readonly ImmutableDictionary<TokenHash, string> _byToken;
    private readonly ImmutableQueue<string> _oldestFirst;

    private PendingProposals(
        ImmutableDictionary<string, Proposal> byId, ImmutableDictionary<TokenHash, string> byToken, ImmutableQueue<string> oldestFirst) =>
        (_byId, _byToken, _oldestFirst) = (byId, byToken, oldestFirst);

    public static PendingProposals None { get; } = new(
        ImmutableDictionary.Create<string, Proposal>(StringComparer.Ordinal), ImmutableDictionary<TokenHash, string>.Empty, []);

    public int Count => _byId.Count;

    public Proposal? Find(string id) => _byId.GetValueOrDefault(id);

    public Proposal? Find(TokenHash token) => _byToken.TryGetValue(token, out var id) ? Find(id) : null;

    /// <summary>Those that can still be confirmed, the one that expires first first.</summary>
    public IEnumerable<Proposal> At(DateTimeOffset now)
    {
        foreach (var id in _oldestFirst)
        {
            if (Find(id) is { } proposal && !proposal.IsExpiredAt(now)) yield return proposal;
        }
    }

    public PendingProposals Add(Proposal proposal, int atMost)
    {
        var room = this;
        while (room.Count >= atMost) room = room.WithoutOldest();
        var byToken = proposal.TokenHash is { } token ? room._byToken.Add(token, proposal.Id) : room._byToken;
        return new PendingProposals(room._byId.Add(proposal.Id, proposal), byToken, room._oldestFirst.Enqueue(proposal.Id));
    }

    /// <summary>Its place in the queue is left behind until it comes to the front.</summary>
    public PendingProposals Remove(Proposal proposal) => new(
        _byId.Remove(proposal.Id), proposal.TokenHash is { } token ? _byToken.Remove(token) : _byToken, _oldestFirst);

    public PendingProposals WithoutExpiredBefore(DateTimeOffset time)
    {
        var left = this;
        while (!left._oldestFirst.IsEmpty && left.OldestIsGoneBy(time)) left = left.WithoutOldest();
        return left;
    }

    private bool OldestIsGoneBy(DateTimeOffset time) => Find(_oldestFirst.Peek()) is not { } oldest || oldest.IsExpiredAt(time);

    private PendingProposals WithoutOldest()
    {
        var rest = _oldestFirst.Dequeue(out var id);
        var left = Find(id) is { } proposal ? Remove(proposal) : this;
        return new PendingProposals(left._byId, left._byToken, rest);
    }
}
