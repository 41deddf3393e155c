using System.Text.Json;
using CsCheck;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Risk;

namespace Spark.Guardrails.Tests.Breaker;

public sealed class BreakerStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly RiskLimits Limits = new();

    [Theory]
    [InlineData(-49.99, false)]
    [InlineData(-50, true)]
    [InlineData(-51, true)]
    public void It_opens_when_the_daily_loss_reaches_the_limit(double pnl, bool open)
    {
        var state = BreakerState.Closed.OnDailyPnl((decimal)pnl, Limits, Noon);
        Assert.Equal(open, state.Open);
        Assert.Equal(open ? "Daily loss limit reached" : null, state.Reason);
        Assert.Equal(open ? Noon : null, state.Since);
    }

    [Fact]
    public void Each_kind_is_one_reason_with_its_first_text_and_time()
    {
        var state = BreakerState.Closed.OpenFor(BreakerReasonKind.Manual, "first", Noon)
            .OpenFor(BreakerReasonKind.Manual, "second", Noon.AddHours(1)).OpenFor(BreakerReasonKind.ErrorRate, "errors", Noon.AddHours(2));
        Assert.Equal(["manual", "errorRate"], state.Reasons.Select(reason => reason.Word));
        Assert.Equal(("first; errors", Noon), (state.Reason, state.Since));
    }

    [Fact]
    public void An_admin_clears_all_reasons_and_the_drills()
    {
        var state = BreakerState.Closed.Record(-60, Noon).OpenFor(BreakerReasonKind.Manual, "stop", Noon).OpenFor(BreakerReasonKind.Reconciliation, "lost", Noon);
        var closed = state.Acknowledge(Noon, -60);
        Assert.False(closed.Open);
        Assert.Equal(0, closed.RecordedAt(Noon));
        Assert.False(closed.IsDailyLossLatched(Noon));
    }

    [Fact]
    public void An_acknowledged_daily_loss_latches_until_midnight_utc()
    {
        var closed = BreakerState.Closed.OnDailyPnl(-50, Limits, Noon).Acknowledge(Noon, -50);
        Assert.True(closed.IsDailyLossLatched(Noon));
        Assert.True(closed.IsDailyLossLatched(new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero)));
        Assert.True(closed.IsDailyLossLatched(new DateTimeOffset(2026, 2, 1, 2, 0, 0, TimeSpan.FromHours(3))));
        Assert.False(closed.IsDailyLossLatched(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(-50, -54.99, false)]
    [InlineData(-50, -55, true)]
    [InlineData(-80, -84, false)]
    [InlineData(-80, -85, true)]
    public void After_an_acknowledgement_a_further_tenth_of_the_limit_reopens_it(double acknowledged, double later, bool open)
    {
        var closed = BreakerState.Closed.OnDailyPnl((decimal)acknowledged, Limits, Noon).Acknowledge(Noon, (decimal)acknowledged);
        Assert.Equal(open, closed.OnDailyPnl((decimal)later, Limits, Noon.AddHours(1)).Open);
    }

    [Fact]
    public void The_next_day_counts_from_nothing()
    {
        var closed = BreakerState.Closed.OnDailyPnl(-50, Limits, Noon).Acknowledge(Noon, -50);
        Assert.False(closed.OnDailyPnl(-49, Limits, Noon.AddDays(1)).Open);
        Assert.True(closed.OnDailyPnl(-50, Limits, Noon.AddDays(1)).Open);
    }

    [Fact]
    public void A_drill_never_makes_room_for_a_larger_real_loss()
    {
        var drilled = BreakerState.Closed.Record(-90, Noon);
        var closed = drilled.OnDailyPnl(DailyPnl.Of(1000, 1000, 0, drilled.RecordedAt(Noon))!.Value, Limits, Noon).Acknowledge(Noon, -90);
        Assert.False(closed.OnDailyPnl(-4.99m, Limits, Noon).Open);
        Assert.True(closed.OnDailyPnl(-5, Limits, Noon).Open);
    }

    [Fact]
    public void A_real_loss_beside_a_drill_still_opens_at_the_limit()
    {
        var drilled = BreakerState.Closed.Record(-10, Noon);
        var closed = drilled.OnDailyPnl(-58, Limits, Noon).Acknowledge(Noon, -58);
        Assert.True(closed.OnDailyPnl(-50, Limits, Noon).Open);
    }

    [Fact]
    public void Drills_are_summed_per_utc_day()
    {
        var state = BreakerState.Closed.Record(-20, Noon).Record(-15, Noon.AddHours(1));
        Assert.Equal(-35, state.RecordedAt(Noon.AddHours(2)));
        Assert.Equal(0, state.RecordedAt(Noon.AddDays(1)));
        Assert.Equal(-1, state.Record(-1, Noon.AddDays(1)).RecordedAt(Noon.AddDays(1)));
    }

    [Fact]
    public void Switched_off_it_keeps_its_reasons_but_is_never_open()
    {
        var off = BreakerState.Closed.OpenFor(BreakerReasonKind.Manual, "stop", Noon) with { Enabled = false };
        Assert.False(off.Open);
        Assert.True((off with { Enabled = true }).Open);
    }

    [Fact]
    public void It_survives_being_written_and_read()
    {
        var state = BreakerState.Closed.Record(-60, Noon).OnDailyPnl(-60, Limits, Noon).Acknowledge(Noon, -60).OpenFor(BreakerReasonKind.Manual, "stop", Noon);
        var read = JsonSerializer.Deserialize<BreakerState>(JsonSerializer.Serialize(state))!;
        Assert.Equal(state.Reasons, read.Reasons);
        Assert.Equal(state with { Reasons = [] }, read with { Reasons = state.Reasons.RemoveRange(0, 1) } with { Reasons = [] });
        Assert.True(read.IsDailyLossLatched(Noon));
    }

    [Fact]
    public void It_never_closes_by_itself() => Gen.Select(Gen.Int[0, 2], Gen.Int[-200, 200], Gen.Int[0, 40]).Array[1, 40].Sample(steps =>
    {
        var state = BreakerState.Closed.OpenFor(BreakerReasonKind.Reconciliation, "lost order", Noon);
        var now = Noon;
        foreach (var (what, pnl, hours) in steps)
        {
            now = now.AddHours(hours);
            state = what switch
            {
                0 => state.OnDailyPnl(pnl, Limits, now),
                1 => state.Record(pnl, now),
                _ => state.OpenFor(BreakerReasonKind.ErrorRate, "errors", now),
            };
            Assert.True(state.Open);
            Assert.Equal(Noon, state.Since);
        }
    }, iter: 500);
}
