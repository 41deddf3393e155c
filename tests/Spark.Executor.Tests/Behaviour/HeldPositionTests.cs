using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>An exchange that refuses every reduce-only order with -4118 while a resting one takes up the position, as was reported in 2026-08.</summary>
public sealed class HeldPositionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_position_that_a_take_profit_holds_is_closed_all_the_same()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions { RestingOrdersHoldThePosition = true });
        await HoldAsync(s, 0.001m, 1.03m);
        var refused = await s.Executor.PlaceAsync("BTCUSDT", "SELL", 0.001m, Ct, """ "reduceOnly":true """);
        Assert.Equal((400, "InvalidOrder"), (refused.Status, refused.Error));

        var closed = await s.Executor.PostAsync("/futures/position.close", """{"symbol":"BTCUSDT"}""", Ct);
        Assert.True(closed.Status == 200, closed.ToString());
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        Assert.Empty(await s.Exchange.OpenOrdersAsync(Ct));
    }

    [Fact]
    public async Task After_a_loss_it_is_flattened_all_the_same()
    {
        await using var s = await Scenario.StartAsync(Ct, new ScenarioOptions
        {
            RestingOrdersHoldThePosition = true,
            Settings = new Dictionary<string, string> { ["FUTURES_FLATTEN_ON_LOSS"] = "1", ["FUTURES_DAILY_LOSS_LIMIT"] = "1" },
        });
        await HoldAsync(s, 0.001m, 1.03m);
        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * 0.97m, 1), Ct);
        await s.UntilAsync(state => state.Ledger.Breaker.Open && state.Ledger.Flatten is null && state.Exchange.Positions.IsEmpty && state.Ledger.Open.IsEmpty, Ct);
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    /// <summary>Buys, and lets a resting reduce-only sell at <paramref name="above"/> the mark take up what was bought.</summary>
    private static async Task HoldAsync(Scenario s, decimal quantity, decimal above)
    {
        Assert.Equal(200, (await s.Executor.PlaceAsync("BTCUSDT", "BUY", quantity, Ct)).Status);
        var price = decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * above, 0);
        var profit = await s.Executor.PlaceAsync("BTCUSDT", "SELL", quantity, Ct, FormattableString.Invariant($""" "type":"LIMIT","price":{price},"reduceOnly":true """));
        Assert.True(profit.Status == 200, profit.ToString());
    }
}
