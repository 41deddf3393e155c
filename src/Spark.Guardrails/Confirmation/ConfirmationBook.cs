using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Confirmation;

/// <summary>
/// Proposals that wait for a person and grants that were used. Immutable: each step returns the book after it, and the one writer
/// of the account keeps the newest. A proposal is granted at most once, whichever way it is confirmed.
/// </summary>
public sealed class ConfirmationBook
{
    /// <summary>More than this many pending proposals: the oldest is dropped.</summary>
    public const int MaxPending = 10_000;

    private const decimal MaxPriceMove = 0.01m;

    // An expired proposal is remembered for a while, so that a late token hears "expired", not "unknown".
    private static readonly TimeSpan ExpiredKept = TimeSpan.FromHours(1);

    private readonly PendingProposals _pending;
    private readonly UsedGrants _used;

    private ConfirmationBook(PendingProposals pending, UsedGrants used) => (_pending, _used) = (pending, used);

    public static ConfirmationBook Empty { get; } = new(PendingProposals.None, UsedGrants.None);

    /// <summary>A book after a restart: unused tokens died with the process, used ones are remembered.</summary>
    public static ConfirmationBook Restore(IEnumerable<UsedGrant> used) => new(PendingProposals.None, UsedGrants.None.AddRange(used));

    /// <summary>Proposals held, expired ones included until they are swept.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>Adds a proposal, and sweeps what is too old to matter.</summary>
    /// <exception cref="ArgumentException">Its id or token is in the book already.</exception>
    public ConfirmationBook Propose(Proposal proposal)
    {
        if (_pending.Find(proposal.Id) is not null || _used.Find(proposal.Id) is not null)
        {
            throw new ArgumentException($"Proposal '{proposal.Id}' is in the book already.", nameof(proposal));
        }
        var swept = Sweep(proposal.CreatedAt);
        return new ConfirmationBook(swept._pending.Add(proposal, MaxPending), swept._used);
    }

    /// <summary>Confirms by token: the same content, sent again by the same principal.</summary>
    /// <param name="tokenHash">Hash of the token that came with the request.</param>
    /// <param name="digest">Digest of the content that came with it.</param>
    /// <param name="principal">Who sends it.</param>
    /// <param name="now">Now.</param>
    /// <param name="mark">Present mark price; null when unknown, which refuses a proposal that was shown with one.</param>
    public (RedeemResult Result, ConfirmationBook After) Redeem(
        TokenHash tokenHash, string digest, Principal principal, DateTimeOffset now, decimal? mark)
    {
        if (_used.Find(tokenHash, now) is { } grant) return (Repeat(grant, digest, principal), this);
        if (_pending.Find(tokenHash) is not { } proposal || !proposal.Origin.Is(principal)) return Refuse(ConfirmationFault.Unknown);
        if (proposal.IsExpiredAt(now)) return Refuse(ConfirmationFault.Expired);
        return ContentDigest.AreEqual(proposal.Digest, digest) ? Grant(proposal, now, mark) : Refuse(ConfirmationFault.Changed);
    }

    /// <summary>Confirms on the confirmation page, which shows the content itself; whoever asked.</summary>
    public (RedeemResult Result, ConfirmationBook After) RedeemById(string id, DateTimeOffset now, decimal? mark)
    {
        if (_used.Find(id, now) is { } grant) return (new RedeemResult.AlreadyUsed(grant.OutcomeKey), this);
        if (_pending.Find(id) is not { } proposal) return Refuse(ConfirmationFault.Unknown);
        return proposal.IsExpiredAt(now) ? Refuse(ConfirmationFault.Expired) : Grant(proposal, now, mark);
    }

    /// <summary>A proposal that can still be confirmed; null otherwise.</summary>
    public Proposal? Find(string id, DateTimeOffset now) => _pending.Find(id) is { } proposal && !proposal.IsExpiredAt(now) ? proposal : null;

    /// <summary>All that can still be confirmed, the one that expires first first.</summary>
    public IEnumerable<Proposal> PendingAt(DateTimeOffset now) => _pending.At(now);

    /// <summary>Why <see cref="Find"/> gives nothing: <c>used</c>, <c>expired</c> or <c>unknown</c>.</summary>
    public string WhyGone(string id, DateTimeOffset now) =>
        _used.Find(id, now) is not null ? "used" : (_pending.Find(id) is null ? ConfirmationFault.Unknown : ConfirmationFault.Expired).ToWord();

    /// <summary>Forgets proposals that expired long ago and grants older than 24 hours.</summary>
    public ConfirmationBook Sweep(DateTimeOffset now) => new(_pending.WithoutExpiredBefore(now - ExpiredKept), _used.Since(now - UsedGrant.Kept));

    private (RedeemResult Result, ConfirmationBook After) Grant(Proposal proposal, DateTimeOffset now, decimal? mark)
    {
        if (HasMoved(proposal.ReferencePrice, mark)) return Refuse(ConfirmationFault.PriceMoved);
        var grant = new UsedGrant(proposal.TokenHash, proposal.Digest, proposal.Origin.Key, now, proposal.Id);
        return (new RedeemResult.Granted(proposal, grant), new ConfirmationBook(_pending.Remove(proposal), _used.Add(grant)));
    }

    private (RedeemResult Result, ConfirmationBook After) Refuse(ConfirmationFault fault) => (new RedeemResult.Refused(fault), this);

    private static RedeemResult Repeat(UsedGrant grant, string digest, Principal principal)
    {
        if (grant.Principal != principal.Key) return new RedeemResult.Refused(ConfirmationFault.Unknown);
        return ContentDigest.AreEqual(grant.Digest, digest)
            ? new RedeemResult.AlreadyUsed(grant.OutcomeKey)
            : new RedeemResult.Refused(ConfirmationFault.Changed);
    }

    private static bool HasMoved(decimal? reference, decimal? mark) =>
        reference is { } shown && !(mark is { } now && Math.Abs(now - shown) <= Amount.Multiply(shown, MaxPriceMove));
}
