using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Tests.Canary;

public sealed class CanaryBookTests
{
    private const string Scope = Scopes.FuturesTestnet;

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_766_400_000_000);
    private static readonly Principal Alice = new(PrincipalKind.Person, "alice", Role.Trader);
    private static readonly Principal Agent = new(PrincipalKind.Agent, "alice", Role.Trader);

    [Fact]
    public void Ids_of_one_millisecond_are_counted_up()
    {
        var book = Run(Run(CanaryBook.Empty, Alice), Alice);
        Assert.Equal(["canary-1766400000000", "canary-1766400000001"], book.All.Select(canary => canary.Id));
        Assert.Equal("canary-1766400000002", CanaryBook.Restore(book.All).NextId(Start.AddMilliseconds(-5)));
        Assert.Equal("canary-1766400001000", book.NextId(Start.AddSeconds(1)));
    }

    [Fact]
    public void Without_an_id_the_callers_own_newest_is_meant() =>
        Assert.Equal("canary-1766400000001", Selected(Run(Run(CanaryBook.Empty, Alice), Alice).Select(Scope, null, Alice, Start)));

    [Fact]
    public void Blocked_expired_used_and_foreign_ones_are_not_meant()
    {
        AssertNone(CanaryBook.Empty.Select(Scope, null, Alice, Start));
        AssertNone(Run(CanaryBook.Empty, Alice, passed: false).Select(Scope, null, Alice, Start));
        AssertNone(Run(CanaryBook.Empty, Agent).Select(Scope, null, Alice, Start));
        AssertNone(Run(CanaryBook.Empty, Alice).Select(Scope, null, Alice, Start.AddSeconds(300)));
        AssertNone(Run(CanaryBook.Empty, Alice).Select("elsewhere", null, Alice, Start));
        AssertNone(Run(CanaryBook.Empty, Alice).Apply("canary-1766400000000", CanaryEvent.Confirm).After.Select(Scope, null, Alice, Start));
        Assert.Equal("canary-1766400000000", Selected(Run(CanaryBook.Empty, Alice).Select(Scope, null, Alice, Start.AddSeconds(300).AddTicks(-1))));
    }

    [Fact]
    public void Somebody_elses_later_run_makes_it_ambiguous_until_an_id_is_named()
    {
        var book = Run(Run(CanaryBook.Empty, Alice), Agent);
        var ambiguous = Assert.IsType<CanarySelection.Ambiguous>(book.Select(Scope, null, Alice, Start));
        Assert.Equal(["canary-1766400000001", "canary-1766400000000"], ambiguous.Candidates.Select(canary => canary.Id));
        Assert.Equal("canary-1766400000000", Selected(book.Select(Scope, "canary-1766400000000", Alice, Start)));
    }

    [Fact]
    public void Somebody_elses_earlier_or_blocked_run_changes_nothing()
    {
        Assert.Equal("canary-1766400000001", Selected(Run(Run(CanaryBook.Empty, Agent), Alice).Select(Scope, null, Alice, Start)));
        Assert.Equal("canary-1766400000000", Selected(Run(Run(CanaryBook.Empty, Alice), Agent, passed: false).Select(Scope, null, Alice, Start)));
    }

    [Fact]
    public void A_named_one_that_cannot_be_confirmed_says_why()
    {
        var used = Run(CanaryBook.Empty, Alice).Apply("canary-1766400000000", CanaryEvent.Confirm).After;
        Assert.Contains("confirmed already", AssertNone(used.Select(Scope, "canary-1766400000000", Alice, Start)), StringComparison.Ordinal);
        Assert.Contains("no canary", AssertNone(used.Select(Scope, "canary-1", Alice, Start)), StringComparison.Ordinal);
        var late = Run(CanaryBook.Empty, Alice).Select(Scope, "canary-1766400000000", Alice, Start.AddMinutes(6));
        Assert.Contains("expired", AssertNone(late), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_confirmed_once()
    {
        var (first, book) = Run(CanaryBook.Empty, Alice).Apply("canary-1766400000000", CanaryEvent.Confirm);
        Assert.IsType<CanaryTransition.Moved>(first);
        Assert.IsType<CanaryTransition.Stale>(book.Apply("canary-1766400000000", CanaryEvent.Confirm).Transition);
    }

    [Fact]
    public void Only_what_nobody_confirmed_expires()
    {
        var book = Run(Run(CanaryBook.Empty, Alice), Alice).Apply("canary-1766400000000", CanaryEvent.Confirm).After.Expire(Start.AddSeconds(300));
        Assert.Equal([CanaryState.Confirmed, CanaryState.Expired], book.All.Select(canary => canary.State));
    }

    [Fact]
    public void The_oldest_are_forgotten_but_never_one_that_is_under_way()
    {
        var book = Run(CanaryBook.Empty, Alice).Apply("canary-1766400000000", CanaryEvent.Confirm).After;
        for (var i = 0; i < CanaryBook.MaxRemembered; i++) book = Run(book, Alice);
        Assert.Equal(CanaryBook.MaxRemembered, book.All.Count);
        Assert.Equal(CanaryState.Confirmed, book.All[0].State);
        Assert.Null(book.Find("canary-1766400000001"));
    }

    [Theory]
    [InlineData(CanaryState.Simulated, CanaryEvent.Confirm, CanaryState.Confirmed)]
    [InlineData(CanaryState.Simulated, CanaryEvent.Expire, CanaryState.Expired)]
    [InlineData(CanaryState.Simulated, CanaryEvent.Supersede, CanaryState.Superseded)]
    [InlineData(CanaryState.Confirmed, CanaryEvent.Apply, CanaryState.Applied)]
    [InlineData(CanaryState.Confirmed, CanaryEvent.Reject, CanaryState.Rejected)]
    [InlineData(CanaryState.Applied, CanaryEvent.Observe, CanaryState.Observed)]
    [InlineData(CanaryState.Applied, CanaryEvent.RollBack, CanaryState.RolledBack)]
    [InlineData(CanaryState.Observed, CanaryEvent.Pass, CanaryState.Passed)]
    [InlineData(CanaryState.Observed, CanaryEvent.RollBack, CanaryState.RolledBack)]
    public void Its_life_goes_step_by_step(CanaryState from, CanaryEvent happened, CanaryState to) =>
        Assert.Equal(new CanaryTransition.Moved(to), CanaryLifecycle.Apply(from, happened));

    [Fact]
    public void No_event_moves_a_finished_one_and_a_confirmed_one_never_expires()
    {
        foreach (var happened in Enum.GetValues<CanaryEvent>())
        {
            Assert.All(Enum.GetValues<CanaryState>().Where(state => state.IsFinal()), state =>
                Assert.IsNotType<CanaryTransition.Moved>(CanaryLifecycle.Apply(state, happened)));
        }
        Assert.IsType<CanaryTransition.Anomaly>(CanaryLifecycle.Apply(CanaryState.Confirmed, CanaryEvent.Expire));
        Assert.IsType<CanaryTransition.Anomaly>(CanaryLifecycle.Apply(CanaryState.Expired, CanaryEvent.Confirm));
    }

    private static CanaryBook Run(CanaryBook book, Principal principal, bool passed = true) => book.Add(new Guardrails.Canary.Canary
    {
        Id = book.NextId(Start),
        Scope = Scope,
        Draft = new OrderDraft { Symbol = Symbol.Parse("BTCUSDT"), Side = Side.Buy, Quantity = 0.001m },
        Intent = new OrderIntent
        {
            ClientOrderId = ClientOrderId.Parse("c1"), Symbol = Symbol.Parse("BTCUSDT"), Side = Side.Buy, Type = OrderType.Market, Quantity = 0.001m,
        },
        Principal = principal,
        RunAt = Start,
        Passed = passed,
    });

    private static string Selected(CanarySelection selection) => Assert.IsType<CanarySelection.Selected>(selection).Canary.Id;

    private static string AssertNone(CanarySelection selection) => Assert.IsType<CanarySelection.None>(selection).Message;
}
