using Spark.Guardrails.Automation;

namespace Spark.Guardrails.Tests.Automation;

public sealed class GuardrailJudgeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    private static GuardrailRule Slow => GuardrailRules.BuiltIn.Find(GuardrailRules.SlowOrders)!;

    private static GuardrailRule Errors => GuardrailRules.BuiltIn.Find(GuardrailRules.ExchangeErrors)!;

    private static GuardrailRule Short => GuardrailRules.BuiltIn.Find(GuardrailRules.ShortConnections)!;

    [Fact]
    public void Slow_orders_lengthen_the_backoff_and_tell_operations()
    {
        var decision = Judge(Slow, RuleState.Quiet, Latency(1500.1, 20), 0);
        Assert.Equal(GuardrailVerdict.Act, decision.Verdict);
        Assert.Equal(Notification.AlertOpsChannel, decision.Notification);
        Assert.Equal("auto_retry_with_backoff", Slow.Action.ToWord());
    }

    [Fact]
    public void Errors_open_the_breaker_and_page_somebody()
    {
        var decision = Judge(Errors, RuleState.Quiet, ErrorRate(0.06, 20), 0);
        Assert.Equal(GuardrailVerdict.Act, decision.Verdict);
        Assert.Equal(Notification.PageOnCallEngineer, decision.Notification);
        Assert.Equal("circuit_breaker_open", Errors.Action.ToWord());
    }

    [Theory]
    [InlineData(1500, 20)]
    [InlineData(9000, 19)]
    [InlineData(20, 5000)]
    public void A_value_at_its_threshold_or_of_too_few_samples_does_nothing(double ms, int samples) =>
        Assert.Equal(GuardrailVerdict.Hold, Judge(Slow, RuleState.Quiet, Latency(ms, samples), 0).Verdict);

    [Fact]
    public void What_is_in_force_is_not_taken_again_and_ends_only_well_below_the_threshold()
    {
        var state = Judge(Slow, RuleState.Quiet, Latency(2000, 30), 0).State;
        foreach (var (second, ms) in new[] { (5, 2500d), (120, 1501), (125, 1400), (130, 1201) })
        {
            var held = Judge(Slow, state, Latency(ms, 30), second);
            Assert.Equal(GuardrailVerdict.Hold, held.Verdict);
            state = held.State;
        }
        Assert.Equal(GuardrailVerdict.Release, Judge(Slow, state, Latency(1200, 30), 135).Verdict);
    }

    [Fact]
    public void A_lasting_action_lasts_at_least_its_cool_down()
    {
        var state = Judge(Slow, RuleState.Quiet, Latency(2000, 30), 0).State;
        Assert.Equal(GuardrailVerdict.Hold, Judge(Slow, state, Latency(10, 30), 59).Verdict);
        Assert.Equal(GuardrailVerdict.Release, Judge(Slow, state, Latency(10, 30), 60).Verdict);
    }

    [Fact]
    public void With_no_orders_any_more_a_longer_backoff_fades_after_a_window()
    {
        var state = Judge(Slow, RuleState.Quiet, Latency(2000, 30), 0).State;
        Assert.Equal(GuardrailVerdict.Hold, Judge(Slow, state, new SignalReading(SignalKind.OrderLatencyP95, null, 0), 359).Verdict);
        Assert.Equal(GuardrailVerdict.Release, Judge(Slow, state, new SignalReading(SignalKind.OrderLatencyP95, null, 0), 360).Verdict);
    }

    [Fact]
    public void An_opened_breaker_is_a_persons_to_close_whatever_the_signal_says()
    {
        var state = Judge(Errors, RuleState.Quiet, ErrorRate(1, 100), 0).State;
        for (var second = 5; second < 7200; second += 5)
        {
            var decision = Judge(Errors, state, second < 3600 ? ErrorRate(0, 100) : new SignalReading(SignalKind.ExchangeErrorRate, null, 0), second);
            Assert.Equal(GuardrailVerdict.Hold, decision.Verdict);
            state = decision.State;
        }
    }

    [Fact]
    public void After_a_person_closed_the_breaker_it_opens_again_for_new_errors_once_its_cool_down_is_over()
    {
        var state = Judge(Errors, RuleState.Quiet, ErrorRate(1, 100), 0).State.Acknowledged(Noon.AddSeconds(100));
        Assert.Equal(GuardrailVerdict.Hold, Judge(Errors, state, ErrorRate(1, 100), 130).Verdict);
        Assert.Equal(GuardrailVerdict.Act, Judge(Errors, state, ErrorRate(1, 100), 160).Verdict);
    }

    [Fact]
    public void Data_that_is_due_and_does_not_come_is_told_once_until_it_comes()
    {
        var missing = new SignalReading(SignalKind.ExchangeErrorRate, null, 0, Due: true);
        var state = RuleState.Quiet;
        var told = 0;
        for (var second = 0; second <= 300; second += 5)
        {
            var decision = Judge(Errors, state, missing, second);
            if (decision.Verdict == GuardrailVerdict.NoData)
            {
                told++;
                Assert.True(second >= 30);
                Assert.Equal(Notification.AlertOpsChannel, decision.Notification);
            }
            state = decision.State;
        }
        Assert.Equal(1, told);
        state = Judge(Errors, state, ErrorRate(0, 30), 305).State;
        state = Judge(Errors, state, missing, 310).State;
        Assert.Equal(GuardrailVerdict.NoData, Judge(Errors, state, missing, 340).Verdict);
    }

    [Fact]
    public void Data_that_nobody_expects_is_not_missed()
    {
        var state = RuleState.Quiet;
        for (var second = 0; second <= 3600; second += 5)
        {
            var decision = Judge(Errors, state, new SignalReading(SignalKind.ExchangeErrorRate, null, 0), second);
            Assert.Equal(GuardrailVerdict.Hold, decision.Verdict);
            state = decision.State;
        }
    }

    [Fact]
    public void Each_short_connection_backs_off_and_the_third_in_ten_minutes_is_told_once()
    {
        var state = RuleState.Quiet;
        var told = new List<int>();
        for (var drop = 0; drop < 8; drop++)
        {
            var decision = Judge(Short, state, Dropped(5), drop * 60);
            Assert.Equal(GuardrailVerdict.Act, decision.Verdict);
            if (decision.Notification != Notification.None) told.Add(drop);
            state = decision.State;
        }
        Assert.Equal([2], told);
    }

    [Fact]
    public void A_connection_that_held_for_the_threshold_is_no_short_one() =>
        Assert.Equal(GuardrailVerdict.Hold, Judge(Short, RuleState.Quiet, Dropped(30), 0).Verdict);

    [Fact]
    public void Short_connections_far_apart_are_never_told()
    {
        var state = RuleState.Quiet;
        for (var drop = 0; drop < 50; drop++)
        {
            var decision = Judge(Short, state, Dropped(1), drop * 301);
            Assert.Equal(Notification.None, decision.Notification);
            state = decision.State;
        }
    }

    [Fact]
    public void A_receipt_gives_the_same_decision_again_and_a_changed_one_does_not()
    {
        var decision = Judge(Slow, RuleState.Quiet, Latency(2000, 30), 0);
        var receipt = new GuardrailReceipt("g-1", Noon, Slow, RuleState.Quiet, Latency(2000, 30), decision.Verdict, decision.Notification);
        Assert.True(receipt.Holds());
        Assert.False((receipt with { Reading = Latency(200, 30) }).Holds());
        Assert.False((receipt with { Notification = Notification.None }).Holds());
    }

    private static GuardrailDecision Judge(GuardrailRule rule, RuleState state, SignalReading reading, int second) =>
        GuardrailJudge.Judge(rule, state, reading, Noon.AddSeconds(second));

    private static SignalReading Latency(double ms, int samples) => new(SignalKind.OrderLatencyP95, ms, samples, Due: true);

    private static SignalReading ErrorRate(double rate, int samples) => new(SignalKind.ExchangeErrorRate, rate, samples, Due: true);

    private static SignalReading Dropped(double age) => new(SignalKind.ConnectionAge, age, 1, Source: "userData");
}
