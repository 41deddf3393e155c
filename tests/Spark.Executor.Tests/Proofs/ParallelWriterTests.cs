using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Proofs;

/// <summary>200 callers at once on one account, over real sockets: no limit is exceeded by one unit.</summary>
public sealed class ParallelWriterTests
{
    private const int Writers = 200;

    private static readonly string Order = ServiceClient.OrderJson("BTCUSDT", "BUY", 0.001m, dryRun: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_position_limit_is_reached_exactly()
    {
        await using var s = await StartAsync(("FUTURES_MAX_POSITION_SIZE", "0.037"), ("FUTURES_ORDER_RATE", "10000 per 10 s"));
        var (taken, refused) = await StormAsync(s);

        Assert.Equal(37, taken);
        Assert.Equal(["MaxPositionSizeExceeded"], refused.Distinct());
        Assert.Equal(0.037m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task The_order_rate_is_reached_exactly()
    {
        await using var s = await StartAsync(("FUTURES_MAX_POSITION_SIZE", "10"), ("FUTURES_ORDER_RATE", "23 per 300 s"));
        var (taken, refused) = await StormAsync(s);

        Assert.Equal(23, taken);
        Assert.Equal(["OrderRateExceeded"], refused.Distinct());
        Assert.Equal(0.023m, await s.Exchange.PositionAsync("BTCUSDT", Ct));
    }

    [Fact]
    public async Task The_leverage_limit_counts_orders_that_are_on_their_way()
    {
        await using var s = await StartAsync(("FUTURES_MAX_POSITION_SIZE", "10"), ("FUTURES_ORDER_RATE", "10000 per 10 s"), ("FUTURES_MAX_LEVERAGE", "0.1"));
        var (taken, refused) = await StormAsync(s);

        // 0.1 × 10,000 USDT of margin balance over some 55 to 90 USDT an order.
        Assert.InRange(taken, 10, 19);
        Assert.Equal(["MaxLeverageExceeded"], refused.Distinct());
        var notional = await s.Exchange.PositionAsync("BTCUSDT", Ct) * await s.Exchange.MarkAsync("BTCUSDT", Ct);
        Assert.InRange(notional, 850, 1_010); // the mark moves on after the decision
    }

    private static Task<Scenario> StartAsync(params (string Name, string Value)[] settings) => Scenario.StartAsync(Ct, settings);

    private static async Task<(int Taken, string[] Refused)> StormAsync(Scenario s)
    {
        // Everybody is given a token while there is room for one, and all of them are used at once.
        var tokens = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => s.Executor.PostAsync("/futures/order.place", Order, Ct)));
        Assert.All(tokens, reply => Assert.Equal(428, reply.Status));
        var replies = await Task.WhenAll(tokens.Select(reply => s.Executor.WithToken(reply.TextAt("confirmation.token")).PostAsync("/futures/order.place", Order, Ct)));
        Assert.All(replies, reply => Assert.Contains(reply.Status, (int[])[200, 400]));
        return (replies.Count(reply => reply.Status == 200), [.. replies.Where(reply => reply.Status == 400).Select(reply => reply.Error)]);
    }
}
