using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Security;

public sealed class ApiKeyTests
{
    private const string Viewer = "viewer-0123456789", Trader = "trader-0123456789", Admin = "admin-00123456789";

    [Fact]
    public async Task With_keys_set_everybody_needs_one_and_each_role_does_what_it_may()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var s = await Scenario.StartAsync(ct, ("SPARK_API_KEYS", $"eve:viewer:{Viewer},tom:trader:{Trader},ada:admin:{Admin}"));
        foreach (var path in (string[])["/futures/health", "/metrics", "/audit", "/hubs/executor", "/openapi/v1.json"]) Assert.Equal(401, (await s.Executor.GetAsync(path, ct)).Status);
        foreach (var path in (string[])["/healthz", "/readyz"]) Assert.Equal(200, (await s.Executor.GetAsync(path, ct)).Status);

        var (viewer, trader, admin) = (s.Executor.WithBearer(Viewer), s.Executor.WithBearer(Trader), s.Executor.WithBearer(Admin));
        Assert.Equal(200, (await viewer.GetAsync("/metrics", ct)).Status);
        Assert.Equal(200, (await viewer.GetAsync("/futures/positions", ct)).Status);
        var order = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: true);
        Assert.Equal(403, (await viewer.PostAsync("/futures/order.place", order, ct)).Status);
        Assert.Equal(403, (await viewer.PostAsync("/futures/risk/circuit-breaker/open", null, ct)).Status);
        Assert.Equal(200, (await trader.PostAsync("/futures/order.place", order, ct)).Status);
        Assert.Equal(403, (await trader.PostAsync("/futures/risk/record-pnl", """{"pnl":-1}""", ct)).Status);
        Assert.Equal(200, (await trader.PostAsync("/futures/risk/circuit-breaker/open", null, ct)).Status);
        Assert.Equal(403, (await trader.PostAsync("/futures/risk/circuit-breaker/close", null, ct)).Status);
        Assert.Equal(200, (await admin.PostAsync("/futures/risk/circuit-breaker/close", null, ct)).Status);
        Assert.Equal(403, (await admin.GetAsync("/confirmations/x", ct)).Status);

        // A token belongs to whoever was given it.
        var live = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false);
        var token = (await trader.PostAsync("/futures/order.place", live, ct)).TextAt("confirmation.token");
        var stolen = await admin.WithToken(token).PostAsync("/futures/order.place", live, ct);
        Assert.Equal((409, "unknown"), (stolen.Status, stolen.TextAt("reason")));
        Assert.Equal(200, (await trader.WithToken(token).PostAsync("/futures/order.place", live, ct)).Status);
    }
}
