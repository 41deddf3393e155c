using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Proofs;

/// <summary>Two people and an agent race on one canary over real sockets, in every way there is to confirm it: one outcome, one order.</summary>
public sealed class CanaryRaceTests
{
    private const string Tom = "trader-0123456789", Ada = "admin-00123456789";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_and_an_agent_race_on_one_canary_and_there_is_one_outcome_and_one_order()
    {
        await using var s = await Scenario.StartAsync(Ct, ("SPARK_API_KEYS", $"tom:trader:{Tom},ada:admin:{Ada}"), ("FUTURES_ORDER_RATE", "10000 per 10 s"));
        var (tom, ada, agent) = (s.Executor.WithBearer(Tom), s.Executor.WithBearer(Ada), s.Executor.AsAgent());
        for (var round = 1; round <= 10; round++)
        {
            var side = round % 2 == 1 ? "BUY" : "SELL";
            var run = await tom.PostAsync("/canary/run", $$"""{"scope":"futures-testnet","symbol":"BTCUSDT","side":"{{side}}","quantity":0.001}""", Ct);
            var id = run.TextAt("order.id");
            var json = $$"""{"scope":"futures-testnet","canaryId":"{{id}}"}""";
            var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => agent.PostAsync("/canary/confirm", json, Ct)));
            Assert.All(pages, page => Assert.Equal((428, false), (page.Status, page.Has("confirmation.token"))));

            var races = new List<Func<Task<Reply>>>();
            foreach (var person in (ServiceClient[])[tom, ada])
            {
                for (var i = 0; i < 4; i++) races.Add(() => person.PostAsync("/canary/confirm", json, Ct));
            }
            races.Add(() => tom.PostAsync("/canary/confirm", """{"scope":"futures-testnet"}""", Ct));
            races.Add(() => tom.PostAsync("/actions", $$"""{"action":"/canary/confirm","params":{{json}},"dryRun":false,"confirm_required":true}""", Ct));
            races.AddRange(pages.Select(page => (Func<Task<Reply>>)(() => s.Executor.AsConfirmer().PostAsync("/confirmations/" + page.TextAt("confirmation.id"), null, Ct))));
            races.Add(() => agent.PostAsync("/canary/confirm", json, Ct));
            var replies = await Task.WhenAll(races.Select(race => Task.Run(race, Ct)));

            Assert.Equal(id, Assert.Single(replies, reply => reply.Status == 200).TextAt("canaryId"));
            Assert.All(replies, reply => Assert.True(reply is { Status: 200 or 428 } or { Status: 409, Error: "NoCanaryToConfirm" }, reply.ToString()));
            Assert.Equal(round, (await s.Exchange.TradesAsync("BTCUSDT", Ct)).Select(trade => trade.OrderId).Distinct().Count());
        }
        var audit = await Scenario.AuditByAsync(ada, Ct);
        Assert.Equal(10, audit.Count(record => record.GetProperty("kind").GetString() == "order.intended"));
        Assert.Equal(10, audit.Count(record => record.GetProperty("kind").GetString() == "canary.moved" && record.ToString().Contains("\"happened\":\"Confirm\"", StringComparison.Ordinal)));
    }
}
