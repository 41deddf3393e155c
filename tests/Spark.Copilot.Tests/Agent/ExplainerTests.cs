using System.Text.Json.Nodes;
using Spark.Copilot.Agent;
using Spark.Copilot.Language;

namespace Spark.Copilot.Tests.Agent;

public sealed class ExplainerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_is_told_with_the_numbers_of_its_checks_in_the_persons_format()
    {
        var audit = new AuditOf("""{"seq":7,"at":"2026-11-23T01:02:03Z","kind":"risk.refused","actor":"person:local","data":{"intent":{"symbol":"BTCUSDT","side":"Buy","type":"Market","quantity":12.5},"check":"maxNotional","error":"MaxNotionalExceeded","failures":[{"name":"maxNotional","passed":false,"limit":100,"observed":800000.5}]}}""");
        var told = await new Explainer(audit, Loaded.Prompts.Texts).TellAsync(SpokenLanguage.Turkish, Question.Refusal, [], Ct);
        Assert.Contains("MaxNotionalExceeded", told, StringComparison.Ordinal);
        Assert.Contains("800.000,5", told, StringComparison.Ordinal);
        Assert.Contains("100", told, StringComparison.Ordinal);
        Assert.Contains("12,5", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_told_with_who_wanted_it()
    {
        var audit = new AuditOf("""{"seq":9,"at":"2026-11-23T01:02:03Z","kind":"order.intended","actor":"person:local","data":{"intent":{"symbol":"ETHUSDT","side":"Sell","type":"Limit","quantity":0.1,"price":3900}}}""");
        var told = await new Explainer(audit, Loaded.Prompts.Texts).TellAsync(SpokenLanguage.English, Question.Order, [], Ct);
        Assert.Contains("SELL 0.1 ETHUSDT LIMIT @ 3,900", told, StringComparison.Ordinal);
        Assert.Contains("person:local", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("why was it refused?", Question.Refusal)]
    [InlineData("neden reddedildi?", Question.Refusal)]
    [InlineData("neden bu emir?", Question.Order)]
    [InlineData("why this order?", Question.Order)]
    internal void Why_is_a_question_and_no_wish(string words, Question about)
    {
        var (reading, _) = Language.Told.Reader.Read(words, Dialogue.Empty);
        Assert.Equal(new Reading.Explain(about), reading);
    }

    [Fact]
    public async Task Without_an_audit_nothing_is_made_up()
    {
        await using var world = AgentWorld.Offline();
        var reply = await world.SayAsync("why was my order rejected?", Ct);
        Assert.Empty(reply.Actions);
        Assert.Contains("audit", reply.Reply, StringComparison.Ordinal);
    }

    private sealed class AuditOf(string record) : IAuditSource
    {
        public Task<IReadOnlyList<JsonObject>?> LatestAsync(int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<JsonObject>?>([JsonNode.Parse(record)!.AsObject()]);
    }
}
