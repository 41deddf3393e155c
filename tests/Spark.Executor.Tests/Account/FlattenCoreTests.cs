using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>When closing everything begins, and when it must not: it can't be taken back.</summary>
public sealed class FlattenCoreTests
{
    private const decimal DailyLimit = 50;

    private static readonly Principal Person = new(PrincipalKind.Person, "local", Role.Admin);

    private readonly CoreWorld _world = new(new RiskLimits { MaxNotional = 100_000, MaxPositionSize = 1, MaxLeverage = 1_000, OrderRateCount = 1_000, DailyLossLimit = DailyLimit }) { FlattenOnLoss = true };

    public FlattenCoreTests()
    {
        _world.Settle();
        _world.Exchange.Place(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_1"), Symbol = CoreWorld.Btc, Side = Side.Buy, Type = OrderType.Market, Quantity = 0.2m });
        _world.Exchange.PlaceStop(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_stop"), Symbol = CoreWorld.Btc, Side = Side.Sell, Type = OrderType.StopMarket, StopPrice = 50_000, Quantity = 0.2m, ReduceOnly = true });
        _world.Settle();
    }

    private string[] Phases => [.. _world.Journal.Entries.OfType<AutomaticAction>().Select(entry => entry.Phase)];

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void An_account_in_a_mode_in_which_its_closes_would_be_refused_keeps_its_stops_and_an_operator_hears_why(bool hedge, bool multiAssets)
    {
        _world.Exchange.Mode = new AccountMode(hedge, multiAssets);
        _world.Settle();

        _world.Exchange.Price = 59_000;
        _world.Settle();

        Assert.Single(_world.Exchange.Waiting);
        Assert.Contains("FlattenBlocked", _world.Alerts);
        Assert.Empty(Phases);
    }

    [Fact]
    public void A_mode_that_changes_meanwhile_ends_it_instead_of_taking_stops_away_from_what_it_can_not_close()
    {
        _world.Ask(Person, "/futures/risk/record-pnl", """{"pnl":-60}""");
        _world.Exchange.PlaceStop(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_later"), Symbol = CoreWorld.Btc, Side = Side.Sell, Type = OrderType.StopMarket, StopPrice = 49_000, Quantity = 0.2m, ReduceOnly = true });
        _world.Handle(new AccountMessage.Streamed(new Binance.Streams.User.UserEvent.ConfigChanged(null, null, true, _world.Now)));
        _world.Exchange.Mode = new AccountMode(false, true);
        _world.Settle();

        Assert.Contains(_world.Exchange.Waiting, stop => stop.Intent.ClientOrderId.Value == "web_later");
        Assert.Equal(["started", "failed"], Phases);
        Assert.Contains("FlattenBlocked", _world.Alerts);
    }

    [Fact]
    public void Production_is_never_flattened()
    {
        _world.Venue = Venue.Production;
        _world.Exchange.Price = 50_000; // the position's loss alone crosses the limit
        _world.Settle();

        Assert.True(_world.State.Ledger.Breaker.Open);
        Assert.Empty(Phases);
        Assert.Single(_world.Exchange.Waiting);
        Assert.Empty(_world.Sends);
    }

    [Fact]
    public void A_loss_that_reaches_the_limit_again_the_next_day_flattens_and_alerts_again_though_nobody_acknowledged_the_first()
    {
        Drill();
        Assert.Equal(["started", "done"], Phases);
        _world.Advance((long)TimeSpan.FromDays(1).TotalMilliseconds);
        _world.Settle();
        _world.Exchange.Place(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_2"), Symbol = CoreWorld.Btc, Side = Side.Buy, Type = OrderType.Market, Quantity = 0.1m });
        _world.Settle();
        Assert.NotEqual(0, _world.Exchange.Position.Quantity); // yesterday's loss is yesterday's

        Drill();

        Assert.Equal(["started", "done", "started", "done"], Phases);
        Assert.Equal(2, _world.Alerts.Count(code => code == "CircuitBreakerOpen"));
        Assert.Equal(0, _world.Exchange.Position.Quantity);
        _world.Restart();
        _world.Settle();
        Assert.Equal(4, Phases.Length); // the day's crossing is remembered
    }

    [Fact]
    public void A_position_that_its_fills_do_not_explain_yet_is_no_loss()
    {
        // The wallet already lacks what the position, read a moment later, still shows as lost.
        _world.Exchange.Conjure(0.1m);
        _world.Exchange.Wallet -= 60;
        _world.StartSnapshot("every minute");
        GoOn();
        GoOn();
        Assert.NotEmpty(_world.State.Suspects);
        _world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1)));

        Assert.False(_world.State.Ledger.Breaker.Open);
        Assert.Empty(Phases);
        _world.Settle(); // it stays: a mismatch, and a loss
        Assert.Equal(["started"], Phases.Take(1));
    }

    [Fact]
    public void A_fill_between_the_reading_of_the_wallet_and_of_the_positions_is_no_loss_until_both_are_of_one_moment()
    {
        var before = _world.Exchange.Read(_world.Now, _world.Now.ToUnixTimeMilliseconds(), _ => 0);
        _world.Exchange.Price = 59_800; // 40 USDT lost, which is below the limit
        _world.Advance(5);
        _world.Exchange.Place(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_close"), Symbol = CoreWorld.Btc, Side = Side.Sell, Type = OrderType.Market, Quantity = 0.2m });
        // The positions are from before the close, the wallet from after it: the loss is in both.
        var torn = before with { WalletBalance = _world.Exchange.Wallet, Fills = _world.Exchange.Read(_world.Now, 0, _ => 0).Fills };
        _world.Handle(new AccountMessage.Snapshot(torn, "every minute"));
        _world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1)));
        Assert.False(_world.State.Ledger.Breaker.Open);

        while (_world.Undelivered > 0) _world.Deliver();
        _world.Exchange.Wallet -= 20;
        _world.Settle();

        Assert.True(_world.State.Ledger.Breaker.Open); // what is really lost is
    }

    private void Drill()
    {
        _world.Ask(Person, "/futures/risk/record-pnl", """{"pnl":-60}""");
        _world.Settle();
        _world.Settle();
    }

    private void GoOn()
    {
        if (_world.Calls.Count == 0) return;
        var call = _world.Calls[0];
        _world.Calls.Remove(call);
        call();
        _world.Flush();
    }
}
