using System.Diagnostics;
using System.Globalization;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Streams;

/// <summary>An executor with a running market stream, and what its health and metrics say of it.</summary>
internal static class StreamScenario
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Time from the exchange being back until both streams are; it is gone for a while when that is said.
    internal static async Task<(TimeSpan Market, TimeSpan User)> RecoverAsync(Scenario s, Action<ExchangeSide> cut, TimeSpan away = default)
    {
        var before = await s.Executor.GetAsync("/futures/health", Ct);
        if (away > TimeSpan.Zero)
        {
            s.Exchange.Vanish();
            await Task.Delay(away, TimeProvider.System, Ct);
            s.Exchange.Heal();
        }
        else
        {
            cut(s.Exchange);
        }
        var clock = Stopwatch.StartNew();
        TimeSpan? market = null, user = null;
        while (market is null || user is null)
        {
            var now = await s.Executor.GetAsync("/futures/health", Ct);
            if (now.NumberAt("streams.market.reconnects") >= before.NumberAt("streams.market.reconnects") + 2 && now.At("streams.market.connected").GetBoolean()) market ??= clock.Elapsed;
            if (now.NumberAt("streams.userData.reconnects") > before.NumberAt("streams.userData.reconnects") && now.At("streams.userData.healthy").GetBoolean()) user ??= clock.Elapsed;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
        }
        return (market.Value, user.Value);
    }

    internal static async Task<Scenario> StartAsync()
    {
        var s = await Scenario.StartAsync(Ct, ("FUTURES_MAX_POSITION_SIZE", "1"));
        Assert.Equal(200, (await s.Executor.PostAsync("/futures/ws.start", """{"symbols":["BTCUSDT"]}""", Ct)).Status);
        return s;
    }

    internal static Task<Reply> HealthyAsync(Scenario s) => s.EventuallyAsync(
        "/futures/health", reply => reply.At("streams.userData.healthy").GetBoolean() && reply.At("streams.market.connected").GetBoolean() && reply.TextAt("status") == "ok", Ct);

    internal static bool Says(Reply reply, string reason) => reply.Has("reasons") && reply.At("reasons").EnumerateArray().Any(one => one.GetString() == reason);

    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }

    internal static async Task<double> MetricAsync(Scenario s, string series)
    {
        var text = (await s.Executor.GetAsync("/metrics", Ct)).Text;
        var line = text.Split('\n').FirstOrDefault(one => one.StartsWith(series + " ", StringComparison.Ordinal));
        return line is null ? -1 : double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }
}
