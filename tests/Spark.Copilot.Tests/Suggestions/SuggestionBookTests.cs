using CsCheck;
using Spark.Copilot.Suggestions;

namespace Spark.Copilot.Tests.Suggestions;

/// <summary>When suggestions come, go, and leave people alone.</summary>
public sealed class SuggestionBookTests
{
    private static readonly Sighting Loss = Sight("LossNear", "");

    private static readonly Sighting Held = Loss with { Hold = TimeSpan.FromSeconds(5) };

    private SuggestionBook _book = SuggestionBook.Empty;

    private DateTimeOffset _now = Desks.Noon;

    [Fact]
    public void What_must_last_is_told_only_after_it_has_lasted_without_a_break()
    {
        Assert.Empty(Look(0, Held).Raised);
        Assert.Empty(Look(4, Held).Raised);
        Assert.Empty(Look(0.5).Raised);
        Assert.Empty(Look(0.5, Held).Raised);
        Assert.Empty(Look(4.9, Held).Raised);
        Assert.Single(Look(0.1, Held).Raised);
    }

    [Fact]
    public void A_break_in_looking_proves_nothing_of_the_time_between()
    {
        Look(0, Held);
        Assert.Empty(Look(40, Held).Raised);
        Assert.Single(Look(5, Held).Raised);
    }

    [Fact]
    public void It_is_told_once_while_it_lasts_and_its_numbers_move_on()
    {
        Look(0, Loss);
        for (var i = 0; i < 500; i++) Assert.Empty(Look(2, Loss).Raised);
        var moved = Loss with { Values = new Dictionary<string, object> { ["pnl"] = -48m } };
        Look(2, moved);
        Assert.Equal(-48m, Assert.Single(_book.Open).Seen.Values["pnl"]);
    }

    [Fact]
    public void A_short_absence_does_not_clear_it_and_a_return_within_5_minutes_is_not_told_again()
    {
        Look(0, Loss);
        Assert.Empty(Look(9).Cleared);
        Look(0, Loss);
        Assert.Empty(Look(9.9).Cleared);
        Assert.Single(Look(0.1).Cleared);
        Assert.Empty(_book.Open);
        Assert.Empty(Look(60, Loss).Raised);
        Assert.Empty(Look(200, Loss).Raised);
        Assert.Single(Look(30, Loss).Raised);
    }

    [Fact]
    public void A_dismissed_one_stays_away_as_long_as_its_cause_lasts_and_half_an_hour_at_least()
    {
        var id = Assert.Single(Look(0, Loss).Raised).Id;
        _book = _book.Dismissed(id, _now);
        Assert.Empty(_book.Open);
        for (var minutes = 0; minutes < 120; minutes++) Assert.Empty(Look(60, Loss).Raised);
        Look(11);
        Look(60, Loss);
        Assert.Single(_book.Open);

        _book = _book.Dismissed(_book.Open[0].Id, _now);
        Look(11);
        for (var minutes = 0; minutes < 28; minutes++) Assert.Empty(Look(60, Loss).Raised);
    }

    [Fact]
    public void At_most_6_come_in_a_minute_and_the_most_pressing_first()
    {
        var many = Enumerable.Range(0, 9).Select(i => Sight("CanaryWaiting", $"c{i}") with { Severity = i == 8 ? SuggestionSeverity.Critical : SuggestionSeverity.Info }).ToArray();
        var first = Look(0, many).Raised;
        Assert.Equal(6, first.Count);
        Assert.Equal("c8", first[0].Seen.Subject);
        Assert.Empty(Look(59, many).Raised);
        Assert.Equal(3, Look(1, many).Raised.Count);
    }

    [Fact]
    public void Whatever_happens_nothing_flaps() => Gen.Select(Gen.Int[0, 3].Array[1, 4], Gen.Double[0.1, 40], Gen.Int[0, 30]).Array[1, 300].Sample(steps =>
    {
        var (book, now) = (SuggestionBook.Empty, Desks.Noon);
        var raisedAt = new Dictionary<string, DateTimeOffset>();
        var standing = new HashSet<string>();
        var dismissed = new Dictionary<string, DateTimeOffset>();
        var all = new List<DateTimeOffset>();
        foreach (var (subjects, seconds, dice) in steps)
        {
            now += TimeSpan.FromSeconds(seconds);
            book = book.After([.. subjects.Distinct().Select(subject => Sight("SpreadWide", $"s{subject}") with { Hold = TimeSpan.FromSeconds(subject) })], now, out var raised, out var cleared);
            foreach (var one in cleared) Assert.True(standing.Remove(one.Seen.Subject));
            foreach (var one in raised)
            {
                var subject = one.Seen.Subject;
                Assert.True(standing.Add(subject));
                if (raisedAt.TryGetValue(subject, out var before)) Assert.True(now - before >= SuggestionBook.Cooldown);
                if (dismissed.TryGetValue(subject, out var at)) Assert.True(now - at >= SuggestionBook.SilentAfterDismissal);
                raisedAt[subject] = now;
                all.Add(now);
            }
            Assert.True(all.Count(at => now - at < SuggestionBook.RateWindow) <= SuggestionBook.MostInWindow);
            Assert.Equal(standing.Order(), book.Open.Select(one => one.Seen.Subject).Order());
            if (dice != 0 || book.Open.Count == 0) continue;
            var gone = book.Open[0];
            book = book.Dismissed(gone.Id, now);
            standing.Remove(gone.Seen.Subject);
            dismissed[gone.Seen.Subject] = now;
        }
    });

    private (IReadOnlyList<Suggestion> Raised, IReadOnlyList<Suggestion> Cleared) Look(double seconds, params Sighting[] seen)
    {
        _now += TimeSpan.FromSeconds(seconds);
        _book = _book.After(seen, _now, out var raised, out var cleared);
        return (raised, cleared);
    }

    private static Sighting Sight(string code, string subject) => new(code, subject, SuggestionSeverity.Warning, new Dictionary<string, object>());
}
