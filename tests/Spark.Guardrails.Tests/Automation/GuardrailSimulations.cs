using Spark.Guardrails.Automation;

namespace Spark.Guardrails.Tests.Automation;

/// <summary>Each rule over many seeded days: it acts when it should, keeps still in normal jitter, and never flaps.</summary>
public sealed class GuardrailSimulations
{
    private const int Seeds = 300;

    private static readonly DateTimeOffset Midnight = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public void Orders_that_turn_slow_are_noticed_within_a_window_and_two_looks_and_let_go_afterwards() => Each(seed =>
    {
        var random = new Random(seed);
        var turn = TimeSpan.FromMinutes(10 + random.Next(20));
        var end = turn + TimeSpan.FromMinutes(15);
        var taken = Run(SignalKind.OrderLatencyP95, random, end + TimeSpan.FromMinutes(30), every: 2,
            at => at >= turn && at < end ? 1800 + random.Next(3000) : Normal(random));
        var (acted, released) = (Assert.Single(taken, entry => entry.Verdict == GuardrailVerdict.Act), Assert.Single(taken, entry => entry.Verdict == GuardrailVerdict.Release));
        Assert.InRange(acted.At, turn, turn + TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(10));
        Assert.True(released.At > end);
    });

    [Fact]
    public void An_exchange_that_starts_to_fail_opens_the_breaker_within_a_window_and_two_looks() => Each(seed =>
    {
        var random = new Random(seed);
        var turn = TimeSpan.FromMinutes(10 + random.Next(20));
        var taken = Run(SignalKind.ExchangeErrorRate, random, turn + TimeSpan.FromMinutes(20), every: 2,
            at => random.NextDouble() < (at >= turn ? 0.3 : 0.001) ? 1 : 0);
        var acted = Assert.Single(taken);
        Assert.Equal(GuardrailVerdict.Act, acted.Verdict);
        Assert.InRange(acted.At, turn, turn + TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(10));
    });

    [Fact]
    public void A_connection_that_keeps_dropping_backs_off_each_time_and_is_told_at_the_third() => Each(seed =>
    {
        var random = new Random(seed);
        var rule = GuardrailRules.BuiltIn.Find(GuardrailRules.ShortConnections)!;
        var (state, at) = (RuleState.Quiet, Midnight);
        for (var drop = 1; drop <= 6; drop++)
        {
            var age = random.NextDouble() * 29.9;
            at += TimeSpan.FromSeconds(age + random.Next(20));
            var decision = GuardrailJudge.Judge(rule, state, new SignalReading(SignalKind.ConnectionAge, age, 1), at);
            Assert.Equal(GuardrailVerdict.Act, decision.Verdict);
            Assert.Equal(drop == 3 ? Notification.AlertOpsChannel : Notification.None, decision.Notification);
            state = decision.State;
        }
    });

    [Fact]
    public void A_day_of_normal_latency_makes_no_rule_act() => Each(seed =>
    {
        var random = new Random(seed);
        Assert.Empty(Run(SignalKind.OrderLatencyP95, random, Day, every: 3, _ => Normal(random)));
    });

    [Fact]
    public void A_day_of_rare_errors_makes_no_rule_act() => Each(seed =>
    {
        var random = new Random(seed);
        Assert.Empty(Run(SignalKind.ExchangeErrorRate, random, Day, every: 3, _ => random.NextDouble() < 0.0002 ? 1 : 0));
    });

    [Fact]
    public void A_day_of_connections_that_drop_now_and_then_makes_no_rule_act() => Each(seed =>
    {
        var random = new Random(seed);
        var rule = GuardrailRules.BuiltIn.Find(GuardrailRules.ShortConnections)!;
        var (state, at) = (RuleState.Quiet, Midnight);
        while (at < Midnight + Day)
        {
            // A network that is lost every twenty minutes or so, and hardly ever twice within a minute.
            var age = 31 - 1200 * Math.Log(1 - random.NextDouble());
            at += TimeSpan.FromSeconds(age + random.Next(20));
            var decision = GuardrailJudge.Judge(rule, state, new SignalReading(SignalKind.ConnectionAge, age, 1), at);
            Assert.Equal((GuardrailVerdict.Hold, Notification.None), (decision.Verdict, decision.Notification));
            state = decision.State;
        }
    });

    [Fact]
    public void A_latency_that_hovers_about_the_threshold_does_not_flap() => Each(seed =>
    {
        var random = new Random(seed);
        var taken = Run(SignalKind.OrderLatencyP95, random, TimeSpan.FromHours(2), every: 2, _ => 1400 + random.Next(200));
        Assert.True(taken.Count <= 1, $"{taken.Count} changes");
    });

    private static void Each(Action<int> run) => Parallel.For(1, Seeds + 1, run);

    // Mostly tens of milliseconds, now and then a slow one.
    private static double Normal(Random random) => random.NextDouble() < 0.003 ? 500 + random.Next(1500) : 20 + random.Next(200);

    // Samples come every so many seconds on the average; levels are looked at every ten, over whole days every thirty.
    private static List<(TimeSpan At, GuardrailVerdict Verdict)> Run(SignalKind signal, Random random, TimeSpan length, int every, Func<TimeSpan, double> sample)
    {
        var rule = GuardrailRules.BuiltIn.Rules.Single(one => one.Signal == signal);
        var (window, state) = (new SampleWindow(rule.Window), RuleState.Quiet);
        var taken = new List<(TimeSpan, GuardrailVerdict)>();
        var next = TimeSpan.Zero;
        for (var at = TimeSpan.Zero; at < length; at += length == Day ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(10))
        {
            for (; next <= at; next += TimeSpan.FromSeconds(every * (0.5 + random.NextDouble()))) window.Add(Midnight + next, sample(next));
            var now = Midnight + at;
            var value = signal == SignalKind.OrderLatencyP95 ? window.PercentileAt(now, 0.95) : window.MeanAt(now);
            var decision = GuardrailJudge.Judge(rule, state, new SignalReading(signal, value, window.CountAt(now), Due: true), now);
            state = decision.State;
            if (decision.Verdict != GuardrailVerdict.Hold) taken.Add((at, decision.Verdict));
        }
        return taken;
    }
}
