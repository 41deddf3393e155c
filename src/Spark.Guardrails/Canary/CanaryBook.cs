using System.Collections.Immutable;
using System.Globalization;
using Spark.Domain.Orders;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Canary;

/// <summary>Active and recent canaries. Immutable: each step returns the book after it.</summary>
public sealed class CanaryBook
{
    /// <summary>How many are remembered; beyond it the oldest that is no longer under way is forgotten.</summary>
    public const int MaxRemembered = 200;

    private const string Prefix = "canary-";

    private readonly long _lastMillisecond;

    private CanaryBook(ImmutableList<Canary> all, long lastMillisecond) =>
        (All, _lastMillisecond, UnderWay) = (all, lastMillisecond, [.. all.Where(canary => canary.IsUnderWay)]);

    public static CanaryBook Empty { get; } = new([], 0);

    /// <summary>Oldest first.</summary>
    public ImmutableList<Canary> All { get; }

    /// <summary>Those whose order may be at the exchange and that are not decided yet; oldest first.</summary>
    public ImmutableArray<Canary> UnderWay { get; }

    /// <summary>A book after a restart.</summary>
    public static CanaryBook Restore(IEnumerable<Canary> canaries) =>
        canaries.OrderBy(canary => MillisecondOf(canary.Id)).Aggregate(Empty, (book, canary) => book.Add(canary));

    /// <summary><c>canary-&lt;ms&gt;</c> of <paramref name="now"/>, counted up past the last one taken.</summary>
    public string NextId(DateTimeOffset now) =>
        Prefix + Math.Max(now.ToUnixTimeMilliseconds(), _lastMillisecond + 1).ToString(CultureInfo.InvariantCulture);

    /// <exception cref="ArgumentException">Its id is taken.</exception>
    public CanaryBook Add(Canary canary)
    {
        if (Find(canary.Id) is not null) throw new ArgumentException($"Canary '{canary.Id}' is in the book already.", nameof(canary));
        var all = All.Add(canary);
        return new CanaryBook(all.Count > MaxRemembered ? Trim(all) : all, Math.Max(_lastMillisecond, MillisecondOf(canary.Id)));
    }

    public Canary? Find(string id) => All.Find(canary => canary.Id == id);

    /// <summary>
    /// The canary that a confirmation means. With an id: that one, whoever ran it. Without: the caller's own newest one of the scope
    /// that can be confirmed, unless another principal has run one since.
    /// </summary>
    public CanarySelection Select(string scope, string? canaryId, Principal principal, DateTimeOffset now)
    {
        if (canaryId is not null) return ById(scope, canaryId, now);
        var open = All.Reverse().Where(canary => canary.Scope == scope && canary.IsConfirmableAt(now)).ToImmutableArray();
        if (open.FirstOrDefault(canary => canary.Principal.Is(principal)) is not { } own)
        {
            return new CanarySelection.None("You have no canary that passed, has not expired and was not used: run one first.");
        }
        return open[0] == own ? new CanarySelection.Selected(own) : new CanarySelection.Ambiguous(open[..(open.IndexOf(own) + 1)]);
    }

    /// <summary>The book after an event, and what the event did. Without a movement the book is the same.</summary>
    public (CanaryTransition Transition, CanaryBook After) Apply(
        string id, CanaryEvent happened, string? outcome = null, DateTimeOffset? at = null, CanaryObservation? seen = null)
    {
        var canary = Find(id) ?? throw new ArgumentException($"There is no canary '{id}'.", nameof(id));
        var transition = CanaryLifecycle.Apply(canary.State, happened);
        if (transition is not CanaryTransition.Moved moved) return (transition, this);
        return (transition, Replace(canary, canary with
        {
            State = moved.To,
            Outcome = outcome ?? canary.Outcome,
            AppliedAt = moved.To == CanaryState.Applied ? at : canary.AppliedAt,
            EndedAt = moved.To.IsFinal() ? at : null,
            Observation = seen ?? canary.Observation,
        }));
    }

    /// <summary>The book after a bound broke: the canary is being taken back from here on. One that is decided, or being taken back already, stays as it is.</summary>
    public CanaryBook Breach(string id, DateTimeOffset at, CanaryBreach breach, CanaryObservation? seen) =>
        Find(id) is { IsUnderWay: true, Rollback: null } canary ? Replace(canary, canary with { Rollback = new CanaryRollback(at, breach), Observation = seen }) : this;

    /// <summary>The book after an order that closes what a canary had filled was journalled.</summary>
    public CanaryBook Closing(string id) => Find(id) is { IsUnderWay: true, Rollback: { } rollback } canary
        ? Replace(canary, canary with { Rollback = rollback with { Orders = rollback.Orders + 1 } }) : this;

    /// <summary>The book after a call about an order of the account failed.</summary>
    public CanaryBook Failed() => UnderWay.Aggregate(this, (book, canary) => book.Replace(canary, canary with { Errors = canary.Errors + 1 }));

    /// <summary>The book after a fill, of a canary's own order or of one that takes it back.</summary>
    public CanaryBook Filled(Fill fill) => UnderWay.Aggregate(this, (book, canary) => canary switch
    {
        _ when canary.Intent?.ClientOrderId == fill.ClientOrderId => book.Replace(canary, canary with { Fees = canary.Fees + FeeOf(fill) }),
        { Rollback: { } rollback } when canary.IsClosedBy(fill.ClientOrderId) => book.Replace(canary, canary with
        {
            Rollback = rollback with { Closed = rollback.Closed + fill.Quantity, Realized = rollback.Realized + fill.RealizedPnl - FeeOf(fill) },
        }),
        _ => book,
    });

    /// <summary>Runs that <paramref name="canary"/> takes the place of: the same caller's, of the same order, that nobody has confirmed.</summary>
    public IEnumerable<Canary> SupersededBy(Canary canary) => All.Where(older =>
        older.State == CanaryState.Simulated && older.Scope == canary.Scope && older.Principal.Is(canary.Principal) && older.Draft == canary.Draft);

    /// <summary>Marks as expired what nobody confirmed in time.</summary>
    public CanaryBook Expire(DateTimeOffset now) => All
        .Where(canary => canary.State == CanaryState.Simulated && now >= canary.ExpiresAt)
        .Aggregate(this, (book, canary) => book.Replace(canary, canary with { State = CanaryState.Expired }));

    private CanarySelection ById(string scope, string canaryId, DateTimeOffset now) => Find(canaryId) switch
    {
        { } canary when canary.Scope == scope && canary.IsConfirmableAt(now) => new CanarySelection.Selected(canary),
        { } canary => new CanarySelection.None($"Canary '{canaryId}' can't be confirmed: {WhyNot(canary, scope, now)}."),
        null => new CanarySelection.None($"There is no canary '{Actions.JsonText.Show(canaryId)}'."),
    };

    private static string WhyNot(Canary canary, string scope, DateTimeOffset now) => canary switch
    {
        _ when canary.Scope != scope => $"its scope is {canary.Scope}",
        { Passed: false } => "its checks did not pass",
        { State: CanaryState.Simulated } when now >= canary.ExpiresAt => "it has expired",
        { State: CanaryState.Simulated } => "it has no order",
        { State: CanaryState.Superseded, Outcome: { } later } => $"it is superseded. {later.TrimEnd('.')}",
        _ => $"it is {canary.State.ToString().ToLowerInvariant()} already",
    };

    private CanaryBook Replace(Canary old, Canary canary) => new(All.Replace(old, canary), _lastMillisecond);

    private static decimal FeeOf(Fill fill) => fill.FeeAsset == "USDT" ? fill.Fee : 0;

    private static ImmutableList<Canary> Trim(ImmutableList<Canary> all) =>
        all.FindIndex(canary => canary.State == CanaryState.Simulated || canary.State.IsFinal()) is >= 0 and var oldest ? all.RemoveAt(oldest) : all;

    private static long MillisecondOf(string id) => id.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var millisecond) ? millisecond : 0;
}
