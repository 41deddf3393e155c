using Spark.Copilot.Confirmations;

namespace Spark.Copilot.Tests.Components;

/// <summary>What waits for a person, from what was heard here and what the executor lists.</summary>
public sealed class WaitingBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_proposed_past_this_copilot_waits_too_with_who_proposed_it()
    {
        var book = WaitingBook.Empty.Hear(One("here"), At(0)).Know([One("here", "agent:copilot"), One("script", "person:local")], At(1), At(1));
        Assert.Equal([("here", "agent:copilot"), ("script", "person:local")], book.At(At(1)).Select(one => (one.Id, one.Origin)));
    }

    [Fact]
    public void What_closes_everything_stays_one_page_when_the_executor_lists_its_two_halves()
    {
        var book = WaitingBook.Empty.Hear(One("orders") with { Step = 1 }, At(0)).Hear(One("positions", seconds: 121) with { Step = 2 }, At(1))
            .Know([One("orders", "agent:copilot"), One("positions", "agent:copilot", 121)], At(2), At(2));
        Assert.Equal("orders~positions", JointConfirmation.PageOf("positions", book.At(At(2))));
    }

    [Fact]
    public void What_the_list_has_no_more_was_answered_elsewhere() =>
        Assert.Empty(WaitingBook.Empty.Hear(One("a"), At(0)).Know([], At(1), At(1)).At(At(1)));

    [Fact]
    public void A_list_that_was_asked_for_before_a_proposal_says_nothing_of_it() =>
        Assert.Equal("late", Assert.Single(WaitingBook.Empty.Hear(One("late"), At(2)).Know([], At(1), At(3)).At(At(3))).Id);

    [Fact]
    public void A_list_that_was_asked_for_before_an_answer_brings_nothing_back()
    {
        var book = WaitingBook.Empty.Hear(One("a"), At(0)).Forget("a", At(2)).Know([One("a")], At(1), At(3));
        Assert.Empty(book.At(At(3)));
        Assert.Single(book.Know([One("a")], At(4), At(4)).At(At(4))); // the answer was lost, and it waits still
    }

    [Fact]
    public void What_expires_first_comes_first_and_expired_ones_are_gone()
    {
        var book = WaitingBook.Empty.Know([One("b", seconds: 60), One("a", seconds: 30)], At(0), At(0));
        Assert.Equal(["a", "b"], book.At(At(0)).Select(one => one.Id));
        Assert.Equal(["b"], book.At(At(30)).Select(one => one.Id));
    }

    private static DateTimeOffset At(int seconds) => Start.AddSeconds(seconds);

    private static WaitingConfirmation One(string id, string? origin = null, int seconds = 120) => new(id, "BUY 0.001 BTCUSDT MARKET", At(seconds), origin);
}
