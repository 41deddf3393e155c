using Spark.Guardrails.Automation;

namespace Spark.Guardrails.Tests.Automation;

public sealed class GuardrailRulesReaderTests
{
    [Fact]
    public void An_empty_file_changes_nothing()
    {
        var (rules, faults) = GuardrailRulesReader.Read("{}");
        Assert.Empty(faults);
        Assert.Equal(GuardrailRules.BuiltIn.Rules, rules.Rules);
    }

    [Fact]
    public void A_built_in_rule_is_changed_by_its_name_and_keeps_what_is_not_said()
    {
        var (rules, faults) = GuardrailRulesReader.Read("""{"everySeconds":1,"rules":[{"name":"slowOrders","threshold":800,"windowSeconds":10,"minSamples":5}]}""");
        Assert.Empty(faults);
        var rule = rules.Find("slowOrders")!;
        Assert.Equal((800, TimeSpan.FromSeconds(10), 5, Notification.AlertOpsChannel), (rule.Threshold, rule.Window, rule.MinSamples, rule.Notification));
        Assert.Equal(TimeSpan.FromSeconds(1), rules.Every);
        Assert.Equal(GuardrailRules.BuiltIn.Rules.Length, rules.Rules.Length);
    }

    [Fact]
    public void A_rule_of_another_name_is_added()
    {
        var (rules, faults) = GuardrailRulesReader.Read(
            """{"rules":[{"name":"lostTrack","signal":"unknownOrders","threshold":2,"action":"circuit_breaker_open","notification":"page_on_call_engineer"}]}""");
        Assert.Empty(faults);
        Assert.Equal(new GuardrailRule("lostTrack", SignalKind.UnknownOrders, 2, AutomaticAction.OpenCircuitBreaker, Notification.PageOnCallEngineer) { MinSamples = 1 }, rules.Rules[^1]);
    }

    [Theory]
    [InlineData("[]", "", "Array where an object is needed")]
    [InlineData("{", "", "no JSON at line 1")]
    [InlineData("""{"ruels":[]}""", "ruels", "is not known: everySeconds, rules are")]
    [InlineData("""{"everySeconds":0}""", "everySeconds", "0 is not a number from 0.1 to 60")]
    [InlineData("""{"rules":[{"name":"slowOrders","threshold":-1}]}""", "rules[0].threshold", "-1 is not a number from 0 to 600000")]
    [InlineData("""{"rules":[{"name":"exchangeErrors","threshold":5}]}""", "rules[0].threshold", "5 is not a number from 0 to 1")]
    [InlineData("""{"rules":[{"name":"slowOrders","signal":"clockSkewMs"}]}""", "rules[0].signal", "a built-in rule keeps its signal; give another name to add a rule")]
    [InlineData("""{"rules":[{"name":"mine","signal":"moonPhase","threshold":1,"action":"circuit_breaker_open"}]}""", "rules[0].signal",
        "\"moonPhase\" is none of orderLatencyP95Ms, exchangeErrorRate, connectionAgeSeconds, streamLagP95Ms, clockSkewMs, unknownOrders")]
    [InlineData("""{"rules":[{"name":"mine","signal":"clockSkewMs","action":"circuit_breaker_open"}]}""", "rules[0].threshold", "is missing")]
    [InlineData("""{"rules":[{"name":"mine","signal":"clockSkewMs","threshold":1,"action":"reconnect_with_exponential_backoff"}]}""", "rules[0].action",
        "reconnect_with_exponential_backoff does not go with clockSkewMs: reconnect_with_exponential_backoff goes with connectionAgeSeconds, and with nothing else")]
    [InlineData("""{"rules":[{"name":"a b"}]}""", "rules[0].name", "1 to 64 letters, digits, - or _ are needed")]
    [InlineData("""{"rules":[{"name":"slowOrders"},{"name":"slowOrders"}]}""", "rules[1].name", "'slowOrders' is there twice")]
    public void A_fault_names_its_place_and_what_is_allowed_and_no_rule_of_the_file_holds(string json, string path, string message)
    {
        var (rules, faults) = GuardrailRulesReader.Read(json);
        Assert.Equal(new GuardrailRulesFault(path, message), Assert.Single(faults));
        Assert.Equal(GuardrailRules.BuiltIn, rules);
    }
}
