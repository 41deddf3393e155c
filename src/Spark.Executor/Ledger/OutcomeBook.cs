using System.Collections.Immutable;

namespace Spark.Executor.Ledger;

/// <summary>Outcomes of the last 24 h, found by their key or by idempotency key.</summary>
internal sealed record OutcomeBook
{
    /// <summary>How long an outcome is kept for replays.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static OutcomeBook Empty { get; } = new();

    public ImmutableDictionary<string, Outcome> ByKey { get; init; } = ImmutableDictionary<string, Outcome>.Empty;

    private ImmutableDictionary<string, string> ByScope { get; init; } = ImmutableDictionary<string, string>.Empty;

    private ImmutableQueue<string> Oldest { get; init; } = [];

    public Outcome? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The outcome that an idempotency key was claimed for.</summary>
    public Outcome? FindByIdempotency(string scope) => ByScope.TryGetValue(scope, out var key) ? Find(key) : null;

    /// <summary>With a new outcome, and without what is older than <see cref="Lifetime"/>.</summary>
    public OutcomeBook With(Outcome outcome)
    {
        var swept = SweptAt(outcome.At);
        return swept with
        {
            ByKey = swept.ByKey.SetItem(outcome.Key, outcome),
            ByScope = outcome.IdempotencyScope is { } scope ? swept.ByScope.SetItem(scope, outcome.Key) : swept.ByScope,
            Oldest = swept.Oldest.Enqueue(outcome.Key),
        };
    }

    public OutcomeBook WithAnswer(string key, int status, string body) =>
        ByKey.TryGetValue(key, out var outcome) ? this with { ByKey = ByKey.SetItem(key, outcome with { Status = status, Body = body }) } : this;

    /// <summary>Without the claim on an idempotency key: what was to be carried out under it surely wasn't.</summary>
    public OutcomeBook WithoutClaim(string key) =>
        Find(key)?.IdempotencyScope is { } scope && ByScope.GetValueOrDefault(scope) == key ? this with { ByScope = ByScope.Remove(scope) } : this;

    private OutcomeBook SweptAt(DateTimeOffset now)
    {
        var book = this;
        while (!book.Oldest.IsEmpty && (book.Find(book.Oldest.Peek()) is not { } oldest || now - oldest.At > Lifetime))
        {
            var key = book.Oldest.Peek();
            book = book.WithoutClaim(key) with { ByKey = book.ByKey.Remove(key), Oldest = book.Oldest.Dequeue() };
        }
        return book;
    }
}
