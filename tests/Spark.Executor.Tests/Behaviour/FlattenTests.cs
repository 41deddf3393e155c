using Spark.Domain.Orders;
using Spark.Simulator.Faults;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>FUTURES_FLATTEN_ON_LOSS: when the day's loss reaches its limit, orders of both services are cancelled and positions closed.</summary>
public sealed class FlattenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(FaultKind.ExecutedAnswerLost)]
    [InlineData(FaultKind.Unknown503NotExecuted)]
    public async Task A_loss_cancels_every_order_and_closes_every_position_also_when_answers_are_lost(FaultKind? fault)
    {
        await using var s = await Scenario.StartAsync(Ct, ("FUTURES_FLATTEN_ON_LOSS", "1"), ("FUTURES_MAX_POSITION_SIZE", "1"), ("FUTURES_DAILY_LOSS_LIMIT", "20"));
        await s.Executor.PlaceAsync("BTCUSDT", "BUY", 0.001m, Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.05m, null, "web_position", Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, 0.001m, 55_500, "web_limit", Ct);
        await s.Exchange.PlaceForeignStopAsync("BTCUSDT", Side.Buy, 0.001m, 89_500, "web_stop", Ct);
        await s.UntilAsync(state => state.Ledger.Open.Count == 2 && state.Exchange.Positions.Count == 1, Ct);
        if (fault is { } kind) s.Exchange.Fault(kind, 1);

        // A real loss, seen by mark price alone.
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * 0.98m, 1), Ct);
        await s.UntilAsync(state => state.Ledger.Breaker.Open && state.Ledger.Flatten is null && state.Exchange.Positions.IsEmpty && state.Ledger.Open.IsEmpty, Ct);

        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
        Assert.Empty(await s.Exchange.WaitingStopsAsync(Ct));
        await s.EventuallyAsync("/audit?limit=1000", reply => reply.Text.Contains("\"phase\":\"done\"", StringComparison.Ordinal)
            && s.Log.Lines.Any(line => line.Message.Contains("FlattenDone", StringComparison.Ordinal)), Ct);
        var audit = await s.AuditAsync(Ct);
        Assert.Equal(2, audit.Count(record => record.GetProperty("kind").GetString() == "automatic.action"));
        Assert.Contains(audit, record => record.GetProperty("kind").GetString() == "order.intended" && record.ToString().Contains("\"automatic\":\"fl", StringComparison.Ordinal));
    }
}
