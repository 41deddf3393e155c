using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Testing.Scenarios;

namespace Spark.Executor.Tests.Behaviour;

/// <summary>What Spark makes of the exchange's own hand on the account: margin calls, liquidations, isolated wallets.</summary>
public sealed class LiquidationTests
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CROSSED", 2, 0.93)]
    [InlineData("ISOLATED", 2, 0.98)]
    public async Task A_liquidated_position_is_gone_with_its_fills_known_a_call_told_and_the_breaker_open_for_the_loss_alone(string marginType, int size, double fall)
    {
        await using var s = await Scenario.StartAsync(Ct);
        await s.Exchange.SetAsync("/fapi/v1/leverage", "symbol=BTCUSDT&leverage", "100", Ct);
        if (marginType == "ISOLATED") await s.Exchange.SetAsync("/fapi/v1/marginType", "symbol=BTCUSDT&marginType", marginType, Ct);
        await s.Exchange.PlaceForeignAsync("BTCUSDT", Side.Buy, size, null, "web_big", Ct);
        await s.UntilAsync(state => state.Exchange.PositionIn(Btc).Quantity == size, Ct);

        await s.Exchange.MoveToAsync("BTCUSDT", decimal.Round(await s.Exchange.MarkAsync("BTCUSDT", Ct) * (decimal)fall, 1), Ct);
        Assert.Equal(0, await s.Exchange.PositionAsync("BTCUSDT", Ct));
        await s.UntilAsync(state => state.Reconciled && state.Exchange.Positions.IsEmpty && state.Ledger.Open.IsEmpty && state.Fills.IsEmpty && state.Ledger.Breaker.Open, Ct);

        var trades = (await s.Exchange.TradesAsync("BTCUSDT", Ct)).Select(trade => trade.TradeId).Order().ToArray();
        await s.EventuallyAsync("/futures/fills", reply => reply.At("fills").EnumerateArray().Select(fill => fill.GetProperty("tradeId").GetInt64()).Order().SequenceEqual(trades), Ct);
        var account = await s.Executor.GetAsync("/futures/account", Ct);
        Assert.Equal((await s.Exchange.Control.StatusAsync(Ct)).Accounts.Single(row => row.ApiKey == s.Keys.ApiKey).WalletBalance, account.NumberAt("account.walletBalance"));
        Assert.Contains(s.Log.Lines, line => line.Message.Contains("MarginCall", StringComparison.Ordinal));
        Assert.DoesNotContain(s.Log.Lines, line => line.Message.Contains("ReconciliationMismatch", StringComparison.Ordinal));
    }
}
