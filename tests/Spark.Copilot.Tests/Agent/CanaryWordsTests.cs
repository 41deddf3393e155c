using System.Text.Json.Nodes;
using Spark.Copilot.Agent;
using Spark.Copilot.Language;
using Spark.Guardrails.Actions;

namespace Spark.Copilot.Tests.Agent;

/// <summary>How canaries stand, and why one was taken back, from the executor's own records and in the person's language.</summary>
public sealed class CanaryWordsTests
{
    private const string Audit = """
        [{"seq":3,"at":"2026-11-23T01:02:03Z","kind":"canary.ran","actor":"person:local","data":{"canary":{"id":"canary-7","intent":{"symbol":"BTCUSDT","side":"Buy","type":"Market","quantity":0.001}}}},
         {"seq":6,"at":"2026-11-23T01:03:03Z","kind":"canary.breached","actor":"spark","data":{"canaryId":"canary-7","breach":{"bound":"Slippage","limit":50,"observed":200.5,"message":"…"}}},
         {"seq":9,"at":"2026-11-23T01:03:04Z","kind":"canary.moved","actor":"spark","data":{"canaryId":"canary-7","happened":"RollBack","outcome":"…"}}]
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("why was it rolled back?")]
    [InlineData("why was the canary rolled back?")]
    [InlineData("neden geri alındı?")]
    [InlineData("kanarya niye geri alındı?")]
    [InlineData("kanarya neden geri alınmış")]
    public void Why_it_was_rolled_back_is_a_question_of_its_own(string words) =>
        Assert.Equal(new Reading.Explain(Question.Rollback), Language.Told.Reader.Read(words, Dialogue.Empty).Item1);

    [Theory]
    [InlineData(SpokenLanguage.English, "200.5 bps worse", "BUY 0.001 BTCUSDT MARKET", "is cancelled", "audit record 6")]
    [InlineData(SpokenLanguage.Turkish, "200,5 bps kötü", "BUY 0,001 BTCUSDT MARKET", "iptal edildi", "denetim kaydı 6")]
    internal async Task The_broken_bound_is_told_with_its_numbers_and_its_record(SpokenLanguage language, params string[] parts)
    {
        var told = await Explain(language, Audit);
        Assert.All([.. parts, "canary-7", "50 bps"], part => Assert.Contains(part, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_still_being_taken_back_and_one_that_never_was_are_told_as_they_are()
    {
        var records = JsonNode.Parse(Audit)!.AsArray();
        records.RemoveAt(2);
        Assert.Contains("still being taken back", await Explain(SpokenLanguage.English, records.ToJsonString()), StringComparison.Ordinal);
        records.RemoveAt(1);
        Assert.Equal("The audit shows no canary that was taken back.", await Explain(SpokenLanguage.English, records.ToJsonString()));
    }

    [Theory]
    [InlineData(SpokenLanguage.English, "rolled back. It filled 200.5 bps worse than its evidence said, at most 50 bps are allowed. Closed 0.001, realised -1.55 USDT.")]
    [InlineData(SpokenLanguage.Turkish, "geri alındı. Kanıtın söylediğinden 200,5 bps kötü doldu, en fazla 50 bps olabilir. 0,001 kapatıldı, gerçekleşen -1,55 USDT.")]
    internal void Status_tells_state_and_outcome_in_the_persons_language(SpokenLanguage language, string ends)
    {
        var told = new Phrasing(Loaded.Prompts.Texts).Ran(language, ActionPaths.CanaryStatus, Status(
            """{"id":"canary-7","symbol":"BTCUSDT","side":"BUY","quantity":0.001,"state":"rolledBack","passed":true,"rollback":{"bound":"slippage","limit":50,"observed":200.5,"closed":0.001,"realized":-1.55,"done":true}}"""));
        Assert.StartsWith("canary-7, BUY", told, StringComparison.Ordinal);
        Assert.EndsWith(ends, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SpokenLanguage.English, "applied and being watched. Filled 0.001 at 72,223 (expected 72,200, slippage 3.2 bps), PnL -0.05 USDT.")]
    [InlineData(SpokenLanguage.Turkish, "uygulandı, izleniyor. 0,001 doldu, fiyat 72.223 (beklenen 72.200, kayma 3,2 bps), PnL -0,05 USDT.")]
    internal void Status_tells_what_is_seen_of_one_under_watch(SpokenLanguage language, string ends) => Assert.EndsWith(ends, new Phrasing(Loaded.Prompts.Texts).Ran(language, ActionPaths.CanaryStatus, Status(
        """{"id":"canary-7","symbol":"BTCUSDT","side":"BUY","quantity":0.001,"state":"applied","passed":true,"observation":{"filled":0.001,"averagePrice":72223,"expectedPrice":72200,"slippageBps":3.2,"pnl":-0.05}}""")), StringComparison.Ordinal);

    private static JsonObject Status(string canary) => JsonNode.Parse($$"""{"canaries":[{{canary}}]}""")!.AsObject();

    private static Task<string> Explain(SpokenLanguage language, string audit) =>
        new Explainer(new AuditOf(audit), Loaded.Prompts.Texts).TellAsync(language, Question.Rollback, [], Ct);

    private sealed class AuditOf(string records) : IAuditSource
    {
        public Task<IReadOnlyList<JsonObject>?> LatestAsync(int limit, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<JsonObject>?>([.. JsonNode.Parse(records)!.AsArray().OfType<JsonObject>()]);
    }
}
