using CsCheck;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;

namespace Spark.Guardrails.Tests.Canary;

/// <summary>What becomes of an applied canary, number by number.</summary>
public sealed class CanaryJudgeTests
{
    private static readonly DateTimeOffset Applied = DateTimeOffset.FromUnixTimeMilliseconds(1_766_400_000_000);
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static readonly CanarySight Well = new()
    {
        Now = Applied.AddSeconds(1), Filled = 0.1m, AveragePrice = 60_000, Closed = CloseReason.Filled, Position = 0.1m, MarkPrice = 60_000, MarkAt = Applied,
    };

    [Theory]
    [InlineData(60_300, false)]
    [InlineData(60_300.1, true)]
    public void A_fill_may_be_as_much_worse_than_the_evidence_as_its_bound_says_and_no_more(double price, bool broken) =>
        Assert.Equal(broken ? CanaryBound.Slippage : null, BoundOf(Buy(), Well with { AveragePrice = (decimal)price, MarkPrice = (decimal)price }));

    [Theory]
    [InlineData(59_700, false)]
    [InlineData(59_699, true)]
    public void A_sale_slips_downwards(double price, bool broken)
    {
        var canary = Buy() with { Intent = Buy().Intent! with { Side = Side.Sell } };
        Assert.Equal(broken ? CanaryBound.Slippage : null, BoundOf(canary, Well with { AveragePrice = (decimal)price, MarkPrice = (decimal)price, Position = -0.1m }));
    }

    [Theory]
    [InlineData(59_430, false)] // −57 and a fee of 3 are the 60 that 1 % of 6,000 is
    [InlineData(59_429, true)]
    public void A_loss_counts_at_mark_price_with_fees(double mark, bool broken) =>
        Assert.Equal(broken ? CanaryBound.Loss : null, BoundOf(Buy() with { Fees = 3 }, Well with { MarkPrice = (decimal)mark }));

    [Fact]
    public void What_others_have_closed_loses_nothing_any_more()
    {
        Assert.Null(BoundOf(Buy(), Well with { MarkPrice = 50_000, Position = 0 }));
        Assert.Null(BoundOf(Buy(), Well with { MarkPrice = 50_000, Position = -1 }));
        Assert.Equal(CanaryBound.Loss, BoundOf(Buy(), Well with { MarkPrice = 50_000, Position = 0.001m }));
        Assert.Equal((0.1m, 0.05m), (CanaryJudge.Look(Buy(), Well with { Position = 7 }).Held, CanaryJudge.Look(Buy(), Well with { Position = 0.05m }).Held));
    }

    [Fact]
    public void Not_knowing_never_passes_one_and_after_twice_its_time_takes_it_back()
    {
        foreach (var blind in (CanarySight[])[Well with { MarkPrice = null }, Well with { Position = null }, Well with { AveragePrice = null }])
        {
            Assert.IsType<CanaryDecision.GoOn>(CanaryJudge.Decide(Buy(), blind with { Now = Applied.AddSeconds(119) }));
            Assert.Equal(CanaryBound.Unobserved, BoundOf(Buy(), blind with { Now = Applied.AddSeconds(120) }));
        }
        Assert.IsType<CanaryDecision.GoOn>(CanaryJudge.Decide(Buy(), Well with { Now = Applied.AddSeconds(59) }));
        Assert.IsType<CanaryDecision.Pass>(CanaryJudge.Decide(Buy(), Well with { Now = Applied.AddSeconds(60) }));
    }

    [Fact]
    public void One_that_was_expected_to_fill_at_once_has_to_and_one_that_was_expected_to_rest_may_rest()
    {
        var half = Well with { Filled = 0.05m, Position = 0.05m, Closed = null };
        Assert.Null(BoundOf(Buy(), half));
        Assert.Equal(CanaryBound.Fill, BoundOf(Buy(), half with { Now = Applied.AddSeconds(60) }));
        Assert.Equal(CanaryBound.Fill, BoundOf(Buy(), half with { Closed = CloseReason.Expired }));
        Assert.Null(BoundOf(Buy(), half with { Closed = CloseReason.Canceled }));
        Assert.IsType<CanaryDecision.Pass>(CanaryJudge.Decide(Buy(takes: false), half with { Now = Applied.AddSeconds(60) }));
        Assert.IsType<CanaryDecision.Pass>(CanaryJudge.Decide(Buy(takes: false), Well with { Filled = 0, Closed = null, Position = null, MarkPrice = null, Now = Applied.AddHours(9) }));
        Assert.Equal(CanaryBound.Fill, BoundOf(Buy(takes: false), Well with { Filled = 0, Closed = CloseReason.Expired }));
    }

    [Fact]
    public void Errors_over_the_bound_and_an_open_breaker_take_it_back_but_the_brake_welcomes_what_lowers_exposure()
    {
        Assert.Null(BoundOf(Buy() with { Errors = 2 }, Well));
        Assert.Equal(CanaryBound.Errors, BoundOf(Buy() with { Errors = 3 }, Well));
        Assert.Equal(CanaryBound.Breaker, BoundOf(Buy(), Well with { Breaker = "enough" }));
        Assert.Null(BoundOf(Buy() with { Draft = Buy().Draft with { ReduceOnly = true } }, Well with { Breaker = "enough" }));
    }

    [Fact]
    public void One_of_a_version_that_did_not_watch_is_left_alone() =>
        Assert.IsType<CanaryDecision.Pass>(CanaryJudge.Decide(Buy() with { Bounds = null }, Well with { MarkPrice = 1, Breaker = "enough", Now = Applied.AddDays(9) }));

    [Fact]
    public void Any_sequence_of_events_leads_along_the_table_and_an_ended_one_never_changes() =>
        Gen.Enum<CanaryEvent>().Array[0, 30].Sample(events =>
        {
            var book = CanaryBook.Empty.Add(Buy() with { State = CanaryState.Simulated, AppliedAt = null });
            var at = Applied;
            foreach (var happened in events)
            {
                var before = book.Find("canary-1")!;
                (var transition, book) = book.Apply("canary-1", happened, "text", at = at.AddSeconds(1));
                book = book.Failed().Filled(FillOf("c1")).Filled(FillOf("spk-canary-1-0")).Closing("canary-1");
                if (happened == CanaryEvent.Observe) book = book.Breach("canary-1", at, new CanaryBreach(CanaryBound.Loss, -1, -2, "text"), null);
                var after = book.Find("canary-1")!;
                Assert.Equal(transition is CanaryTransition.Moved moved ? moved.To : before.State, after.State);
                if (before.State.IsFinal()) Assert.Same(before, after);
                Assert.Equal(after.State.IsFinal(), after.EndedAt is not null);
            }
        });

    private static Fill FillOf(string id) => new()
    {
        Symbol = Btc, TradeId = 1, OrderId = 1, ClientOrderId = ClientOrderId.Parse(id), Side = Side.Buy, Price = 60_000, Quantity = 0.1m, Fee = 3, FeeAsset = "USDT", RealizedPnl = 0, Maker = false, Time = Applied,
    };

    private static CanaryBound? BoundOf(Guardrails.Canary.Canary canary, CanarySight sight) => (CanaryJudge.Decide(canary, sight) as CanaryDecision.RollBack)?.Breach.Bound;

    private static Guardrails.Canary.Canary Buy(bool takes = true) => new()
    {
        Id = "canary-1",
        Scope = Scopes.FuturesTestnet,
        Draft = new OrderDraft { Symbol = Btc, Side = Side.Buy, Quantity = 0.1m },
        Intent = new OrderIntent { ClientOrderId = ClientOrderId.Parse("c1"), Symbol = Btc, Side = Side.Buy, Type = OrderType.Market, Quantity = 0.1m },
        Principal = new Principal(PrincipalKind.Person, "alice", Role.Trader),
        RunAt = Applied,
        Passed = true,
        State = CanaryState.Applied,
        AppliedAt = Applied,
        Bounds = CanaryBounds.Default,
        Evidence = new Guardrails.Evidence.Evidence { RiskChecks = [], Checks = [], Passed = true, EstimatedFillPrice = 60_000, Takes = takes },
    };
}
