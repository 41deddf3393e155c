using System.Collections.Immutable;

namespace Spark.Guardrails.Confirmation;

/// <summary>Used grants by outcome key and by token, oldest first.</summary>
internal sealed class UsedGrants
{
    private readonly ImmutableDictionary<string, UsedGrant> _byKey;
    private readonly ImmutableDictionary<TokenHash, string> _byToken;
    private readonly ImmutableQueue<UsedGrant> _oldestFirst;

    private UsedGrants(
        ImmutableDictionary<string, UsedGrant> byKey, ImmutableDictionary<TokenHash, string> byToken, ImmutableQueue<UsedGrant> oldestFirst) =>
        (_byKey, _byToken, _oldestFirst) = (byKey, byToken, oldestFirst);

    public static UsedGrants None { get; } = new(
        ImmutableDictionary.Create<string, UsedGrant>(StringComparer.Ordinal), ImmutableDictionary<TokenHash, string>.Empty, []);

    public UsedGrant? Find(string key) => _byKey.GetValueOrDefault(key);

    public UsedGrant? Find(string key, DateTimeOffset now) => Find(key) is { } grant && now - grant.UsedAt < UsedGrant.Kept ? grant : null;

    public UsedGrant? Find(TokenHash token, DateTimeOffset now) => _byToken.TryGetValue(token, out var key) ? Find(key, now) : null;

    public UsedGrants Add(UsedGrant grant) => new(
        _byKey.SetItem(grant.OutcomeKey, grant),
        grant.TokenHash is { } token ? _byToken.SetItem(token, grant.OutcomeKey) : _byToken,
        _oldestFirst.Enqueue(grant));

    public UsedGrants AddRange(IEnumerable<UsedGrant> grants) => grants.OrderBy(grant => grant.UsedAt).Aggregate(this, (all, grant) => all.Add(grant));

    public UsedGrants Since(DateTimeOffset time)
    {
        var left = this;
        while (!left._oldestFirst.IsEmpty && left._oldestFirst.Peek().UsedAt < time) left = left.WithoutOldest();
        return left;
    }

    private UsedGrants WithoutOldest()
    {
        var rest = _oldestFirst.Dequeue(out var oldest);
        var byToken = oldest.TokenHash is { } token ? _byToken.Remove(token) : _byToken;
        return new UsedGrants(_byKey.Remove(oldest.OutcomeKey), byToken, rest);
    }
}
