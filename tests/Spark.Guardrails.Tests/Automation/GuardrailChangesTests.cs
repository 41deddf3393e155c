using Spark.Guardrails.Automation;

namespace Spark.Guardrails.Tests.Automation;

public sealed class GuardrailChangesTests
{
    [Fact]
    public void Rules_that_are_the_same_differ_in_nothing() => Assert.Empty(GuardrailChanges.Between(GuardrailRules.BuiltIn, GuardrailRulesReader.Read("{}").Rules));

    [Theory]
    [InlineData("""{"rules":[{"name":"slowOrders","threshold":3000}]}""", "slowOrders threshold 1500 -> 3000 (looser)")]
    [InlineData("""{"rules":[{"name":"slowOrders","threshold":800}]}""", "slowOrders threshold 1500 -> 800")]
    [InlineData("""{"rules":[{"name":"shortConnections","threshold":10}]}""", "shortConnections threshold 30 -> 10 (looser)")]
    [InlineData("""{"rules":[{"name":"exchangeErrors","minSamples":50}]}""", "exchangeErrors minSamples 20 -> 50 (looser)")]
    [InlineData("""{"rules":[{"name":"exchangeErrors","notification":"none"}]}""", "exchangeErrors notification page_on_call_engineer -> none (looser)")]
    [InlineData("""{"everySeconds":30}""", "everySeconds 5 -> 30 (looser)")]
    [InlineData("""{"rules":[{"name":"mine","signal":"clockSkewMs","threshold":500,"action":"circuit_breaker_open"}]}""",
        "mine is new: clockSkewMs 500, circuit_breaker_open, alert_ops_channel")]
    public void A_change_is_told_with_what_was_and_whether_it_loosens(string file, string told)
    {
        var (rules, faults) = GuardrailRulesReader.Read(file);
        Assert.Empty(faults);
        Assert.Equal([told], GuardrailChanges.Between(GuardrailRules.BuiltIn, rules));
    }

    [Fact]
    public void A_rule_that_is_taken_away_is_told()
    {
        var (rules, _) = GuardrailRulesReader.Read("""{"rules":[{"name":"mine","signal":"clockSkewMs","threshold":500,"action":"circuit_breaker_open"}]}""");
        Assert.Equal(["mine is gone (looser)"], GuardrailChanges.Between(rules, GuardrailRules.BuiltIn));
    }
}
