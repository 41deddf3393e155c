using Spark.Guardrails.Actions;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Proofs;

/// <summary>Who must not act tries every live path there is: nothing reaches the exchange.</summary>
public sealed class NoWayInTests
{
    private static readonly (string Path, string Json)[] LivePaths =
    [
        ("/futures/order.place", ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false)),
        ("/futures/order.cancel", """{"symbol":"BTCUSDT","clientOrderId":"resting"}"""),
        ("/futures/order.cancelAll", "{}"),
        ("/futures/position.close", "{}"),
        ("/futures/leverage.set", """{"symbol":"BTCUSDT","leverage":2}"""),
        ("/futures/risk/circuit-breaker/close", "{}"),
        ("/futures/risk/record-pnl", """{"pnl":-1}"""),
        ("/canary/confirm", """{"scope":"futures-testnet"}"""),
        ("/strategy/deploy", """{"scope":"futures-testnet"}"""),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_live_action_of_the_catalogue_is_tried_here()
    {
        var live = ActionCatalogue.All.Where(action => action.Effect is not (ActionEffect.Read or ActionEffect.Streams or ActionEffect.Simulate or ActionEffect.Lab))
            .Select(action => action.Path).Where(path => path != ActionPaths.BreakerOpen);
        Assert.Equal(live.Order(), LivePaths.Select(one => one.Path).Order());
    }

    [Fact]
    public async Task An_agent_and_a_web_page_try_every_live_path_and_nothing_is_sent()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000,"clientOrderId":"resting" """);
        await s.Executor.PostAsync("/canary/run", """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.001}""", Ct);
        var before = await SeenAsync(s);

        foreach (var (path, json) in LivePaths)
        {
            foreach (var (at, body) in ((string, string)[])[(path, json), ("/actions", Envelope(path, json))])
            {
                foreach (var token in (string?[])[null, "forged"])
                {
                    var agent = token is null ? s.Executor.AsAgent() : s.Executor.AsAgent().WithToken(token);
                    var reply = await agent.PostAsync(at, body, Ct);
                    Assert.Contains(reply.Status, (int[])[428, 409, 501]);
                    Assert.False(reply.Has("confirmation.token"), reply.Text);
                }
                foreach (var (header, value) in ((string, string)[])[("Origin", "http://evil.example"), ("Origin", "http://localhost:3003"), ("Host", "rebound.example"), ("Sec-Fetch-Site", "cross-site")])
                {
                    var page = await s.Executor.With(header, value).PostAsync(at, body, Ct);
                    Assert.Equal((403, "OriginNotAllowed"), (page.Status, page.Error));
                }
            }
        }
        Assert.Equal(before, await SeenAsync(s));
    }

    [Fact]
    public async Task On_production_every_live_path_is_refused_for_everybody_and_nothing_is_sent()
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct, """ "type":"LIMIT","price":56000,"clientOrderId":"resting" """);
        var before = await SeenAsync(s);
        await s.StopExecutorAsync();
        await s.StartExecutorAsync(settings => settings with { Venue = Domain.Accounts.Venue.Production, FlattenOnLoss = true }, Ct);

        foreach (var (path, json) in LivePaths)
        {
            foreach (var who in (ServiceClient[])[s.Executor, s.Executor.AsAgent()])
            {
                var reply = await who.PostAsync(path, json, Ct);
                Assert.True(reply is { Status: 403, Error: "ProductionTradingDisabled" } or { Status: 501 }, $"{path}: {reply}");
            }
        }
        Assert.Equal(200, (await s.Executor.GetAsync("/futures/openOrders", Ct)).Status);
        Assert.Equal("production", (await s.Executor.GetAsync("/futures/health", Ct)).TextAt("venue"));
        Assert.Equal(before, await SeenAsync(s));
    }

    private static string Envelope(string path, string json)
    {
        var at = json.IndexOf(""","dryRun":""", StringComparison.Ordinal);
        var bare = at < 0 ? json : json[..at] + "}";
        return $$"""{"action":"{{path}}","params":{{bare}},"dryRun":false,"confirm_required":true}""";
    }

    private static async Task<(int Trades, int Open, decimal Position)> SeenAsync(Scenario s) => (
        (await s.Exchange.TradesAsync("BTCUSDT", Ct)).Length, (await s.Exchange.OpenOrdersAsync(Ct)).Length, await s.Exchange.PositionAsync("BTCUSDT", Ct));
}
