using Microsoft.Extensions.DependencyInjection;
using Spark.Executor.Journal;
using Spark.Executor.Tests.Journal;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

public sealed class JournalTroubleTests
{
    [Fact]
    public async Task With_a_full_disk_no_order_is_sent_cancels_are_and_it_recovers_by_itself()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var s = await Scenario.StartAsync(ct);
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, ct, """ "type":"LIMIT","price":56000 """);
        await s.UntilAsync(state => state.Ledger.Open.Count == 1 && state.Waiting.IsEmpty, ct);
        using (new FullDisk((SqliteJournal)s.Services.GetRequiredService<IJournal>()))
        {
            var refused = await s.EventuallyAsync(() => s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, ct), reply => reply.Error == "JournalUnavailable", ct);
            Assert.Equal(503, refused.Status);
            Assert.Equal(503, (await s.Executor.GetAsync("/readyz", ct)).Status);
            Assert.Equal("degraded", (await s.Executor.GetAsync("/futures/health", ct)).TextAt("status"));
            Assert.Contains(s.Log.Lines, line => line.Message.Contains("JournalUnavailable", StringComparison.Ordinal));

            Assert.Equal(200, (await s.Executor.PostAsync("/futures/order.cancelAll", null, ct)).Status);
            Assert.Empty(await s.Exchange.OpenOrdersAsync(ct));
            var brake = await s.Executor.PostAsync("/futures/risk/circuit-breaker/open", null, ct);
            Assert.Equal((503, "JournalUnavailable"), (brake.Status, brake.Error));
            Assert.True((await s.Executor.GetAsync("/futures/risk/status", ct)).At("circuitBreaker.open").GetBoolean());
        }
        await s.EventuallyAsync(() => s.Executor.PostAsync("/futures/risk/circuit-breaker/close", null, ct), reply => reply.Status == 200, ct);
        await s.EventuallyAsync("/readyz", reply => reply.Status == 200, ct);
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, ct)).Status);

        // What was done meanwhile has reached the journal.
        await s.RestartExecutorAsync(ct);
        Assert.Contains(await s.AuditAsync(ct), record => record.GetProperty("kind").GetString() == "cancel.requested");
        Assert.DoesNotContain("56000", (await s.Executor.GetAsync("/futures/openOrders", ct)).Text, StringComparison.Ordinal);
    }
}
