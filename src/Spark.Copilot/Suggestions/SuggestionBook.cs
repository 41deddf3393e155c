using System.Collections.Immutable;
using System.Globalization;

namespace Spark.Copilot.Suggestions;

/// <summary>
/// Which suggestions stand, and the memory that keeps them from nagging. Immutable, and each step is a function of the book, what is seen,
/// and the time: a suggestion comes when it has been seen for its hold, goes when it has not been seen for <see cref="ClearAfter"/>, comes
/// back after <see cref="Cooldown"/> at the earliest, and once dismissed stays away as long as its cause lasts, and for
/// <see cref="SilentAfterDismissal"/> at least.
/// </summary>
internal sealed record SuggestionBook
{
    public static readonly TimeSpan ClearAfter = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan SilentAfterDismissal = TimeSpan.FromMinutes(30);

    /// <summary>Most suggestions raised in <see cref="RateWindow"/>; the others wait, the most pressing first.</summary>
    public const int MostInWindow = 6;

    public static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(1);

    // After a longer break in looking nothing is known of what was so in between.
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    public static SuggestionBook Empty { get; } = new();

    private ImmutableDictionary<string, Track> Tracks { get; init; } = ImmutableDictionary<string, Track>.Empty.WithComparers(StringComparer.Ordinal);

    private DateTimeOffset LookedAt { get; init; } = DateTimeOffset.MinValue;

    private ImmutableList<DateTimeOffset> Raises { get; init; } = [];

    private long LastNumber { get; init; }

    /// <summary>What stands, newest first.</summary>
    public IReadOnlyList<Suggestion> Open =>
        [.. Tracks.Values.Select(track => track.Standing).OfType<Suggestion>().OrderByDescending(one => one.RaisedAt).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>Whether a suggestion of this key stands, or would if it had not been dismissed.</summary>
    public bool Stands(string key) => Tracks.TryGetValue(key, out var track) && (track.Standing is not null || track.DismissedAt is not null);

    /// <summary>The book after a look at the desk, what came with it and what went.</summary>
    public SuggestionBook After(IReadOnlyList<Sighting> seen, DateTimeOffset now, out IReadOnlyList<Suggestion> raised, out IReadOnlyList<Suggestion> cleared)
    {
        var gone = new List<Suggestion>();
        var tracks = Tracks;
        var keys = seen.Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, track) in Tracks.Where(pair => !keys.Contains(pair.Key)))
        {
            var after = track.Unseen(now);
            if (track.Standing is { } was && after?.Standing is null) gone.Add(was);
            tracks = after is null ? tracks.Remove(key) : tracks.SetItem(key, after);
        }
        var broken = now - LookedAt > Break;
        foreach (var sighting in seen) tracks = tracks.SetItem(sighting.Key, (tracks.GetValueOrDefault(sighting.Key) ?? new Track(now)).Seen(sighting, now, broken));
        cleared = gone;
        var book = this with { Tracks = tracks, LookedAt = now, Raises = Raises.RemoveAll(at => now - at >= RateWindow) };
        return book.Raised(now, out raised);
    }

    /// <summary>The book without a suggestion that a person dismissed; the same book when it doesn't stand.</summary>
    public SuggestionBook Dismissed(string id, DateTimeOffset now)
    {
        var (key, track) = Tracks.FirstOrDefault(pair => pair.Value.Standing?.Id == id);
        return track is null ? this : this with { Tracks = Tracks.SetItem(key, track with { Standing = null, DismissedAt = now }) };
    }

    private SuggestionBook Raised(DateTimeOffset now, out IReadOnlyList<Suggestion> raised)
    {
        var book = this;
        var fresh = new List<Suggestion>();
        var ready = Tracks.Where(pair => pair.Value.IsReady(now)).OrderByDescending(pair => pair.Value.Sighting!.Severity)
            .ThenBy(pair => pair.Value.FirstSeen).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        foreach (var (key, track) in ready)
        {
            if (book.Raises.Count >= MostInWindow) break;
            var number = book.LastNumber + 1;
            var suggestion = new Suggestion(string.Create(CultureInfo.InvariantCulture, $"s-{number}"), now, track.Sighting!);
            fresh.Add(suggestion);
            book = book with
            {
                LastNumber = number,
                Raises = book.Raises.Add(now),
                Tracks = book.Tracks.SetItem(key, track with { Standing = suggestion, RaisedAt = now }),
            };
        }
        raised = fresh;
        return book;
    }

    /// <summary>One cause over time.</summary>
    private sealed record Track(DateTimeOffset FirstSeen)
    {
        public Sighting? Sighting { get; init; }

        public DateTimeOffset LastSeen { get; init; }

        public Suggestion? Standing { get; init; }

        public DateTimeOffset? RaisedAt { get; init; }

        public DateTimeOffset? DismissedAt { get; init; }

        private bool IsSeen { get; init; }

        public bool IsReady(DateTimeOffset now) => IsSeen && Standing is null && DismissedAt is null
            && now - FirstSeen >= Sighting!.Hold && (RaisedAt is not { } at || now - at >= Cooldown);

        public Track Seen(Sighting sighting, DateTimeOffset now, bool broken) => this with
        {
            Sighting = sighting,
            FirstSeen = IsSeen && !broken ? FirstSeen : now,
            LastSeen = now,
            IsSeen = true,
            Standing = Standing is { } standing ? standing with { Seen = sighting } : null,
        };

        /// <summary>Null: there is nothing left to remember.</summary>
        public Track? Unseen(DateTimeOffset now)
        {
            var after = this with { IsSeen = false };
            if (now - LastSeen < ClearAfter) return after;
            if (DismissedAt is { } dismissed && now - dismissed >= SilentAfterDismissal) after = after with { DismissedAt = null };
            after = after with { Standing = null };
            var isRemembered = after.DismissedAt is not null || (RaisedAt is { } raisedAt && now - raisedAt < Cooldown);
            return isRemembered ? after : null;
        }
    }
}
