using Spark.Domain.Accounts;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>Canaries in the account's core, where every answer and every second is the test's own.</summary>
public sealed class CanaryCoreTests
{
    private static readonly Principal Person = new(PrincipalKind.Person, "local", Role.Admin);

    private static readonly RiskLimits Limits = new() { MaxNotional = 100_000, MaxPositionSize = 5, MaxLeverage = 1_000, OrderRateCount = 10_000, DailyLossLimit = 100_000 };

    [Fact]
    public void On_production_an_applied_canary_is_neither_judged_nor_taken_back()
    {
        var world = Applied();
        world.Venue = Venue.Production;
        world.Exchange.Price = CoreWorld.Mark * 0.9m;
        world.Advance(600_000);
        Ticks(world, 5);
        Assert.Equal(CanaryState.Applied, Only(world).State);
        Assert.Single(world.Sends);
    }

    [Fact]
    public void A_close_of_unknown_outcome_is_waited_for_and_never_sent_again()
    {
        var world = Applied();
        world.Fates.Enqueue(OrderFate.AnswerLost);
        world.Exchange.Price = CoreWorld.Mark * 0.9m;
        Ticks(world, 2);
        Calls(world);
        Calls(world);
        Ticks(world, 30);
        Assert.Equal(2, world.Sends.Count);
        Assert.Equal(CanaryState.Observed, Only(world).State);
        world.Settle();
        Assert.Equal((CanaryState.RolledBack, 2), (Only(world).State, world.Sends.Count));
        Assert.Equal(0, world.Exchange.Position.Quantity);
    }

    [Fact]
    public void A_close_that_the_exchange_refuses_is_tried_again_ever_more_slowly()
    {
        var world = Applied();
        for (var i = 0; i < 8; i++) world.Fates.Enqueue(OrderFate.Refused);
        world.Exchange.Price = CoreWorld.Mark * 0.9m;
        for (var second = 0; second < 30; second++)
        {
            Ticks(world, 1);
            Calls(world);
        }
        Assert.InRange(world.Sends.Count - 1, 4, 7);
        Assert.Equal(CanaryState.Observed, Only(world).State);
        for (var round = 0; round < 12; round++) world.Settle();
        Assert.Equal(CanaryState.RolledBack, Only(world).State);
        Assert.Equal(0, world.Exchange.Position.Quantity);
    }

    [Fact]
    public void While_the_journal_cannot_be_written_nothing_is_closed_and_afterwards_it_is()
    {
        var world = Applied();
        world.Journal.Failing = true;
        world.Exchange.Price = CoreWorld.Mark * 0.9m;
        for (var i = 0; i < 5; i++)
        {
            Ticks(world, 1);
            world.Flush();
        }
        Assert.Single(world.Sends);
        world.Settle();
        world.Settle();
        Assert.Equal((CanaryState.RolledBack, 2), (Only(world).State, world.Sends.Count));
        Assert.Single(world.Journal.Entries.OfType<CanaryBreached>());
    }

    [Fact]
    public void A_persons_own_reducing_order_over_the_whole_position_is_left_alone_and_an_operator_hears_of_it()
    {
        var world = Applied();
        Redeem(world, """{"symbol":"BTCUSDT","side":"SELL","quantity":0.1,"type":"LIMIT","price":66000,"reduceOnly":true,"dryRun":false}""");
        world.Settle();
        world.Exchange.Price = CoreWorld.Mark * 0.9m;
        world.Settle();
        Assert.Equal(CanaryState.Observed, Only(world).State);
        Assert.Single(world.Alerts, code => code == "CanaryRollbackBlocked");
        world.Ask(Person, "/futures/order.cancelAll", "{}");
        world.Settle();
        world.Settle();
        Assert.Equal(CanaryState.RolledBack, Only(world).State);
        Assert.Equal(0, world.Exchange.Position.Quantity);
    }

    [Fact]
    public void One_that_lowers_exposure_is_watched_and_nothing_is_closed_for_it()
    {
        var world = new CoreWorld(Limits);
        world.Settle();
        Redeem(world, """{"symbol":"BTCUSDT","side":"BUY","quantity":0.3,"dryRun":false}""");
        world.Settle();
        world.Ask(Person, "/canary/run", """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"SELL","quantity":0.1,"reduceOnly":true}""");
        Calls(world);
        world.Exchange.Price = CoreWorld.Mark * 0.9m;
        world.Ask(Person, "/canary/confirm", """{"scope":"futures-testnet"}""");
        world.Settle();
        Assert.Equal((CanaryState.RolledBack, CanaryBound.Slippage), (Only(world).State, Only(world).Rollback!.Breach.Bound));
        Assert.Equal((0.2m, 2), (world.Exchange.Position.Quantity, world.Sends.Count));
    }

    private static CoreWorld Applied()
    {
        var world = new CoreWorld(Limits);
        world.Settle();
        world.Ask(Person, "/canary/run", """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.1}""");
        Calls(world);
        world.Ask(Person, "/canary/confirm", """{"scope":"futures-testnet"}""");
        world.Settle();
        Assert.Equal((CanaryState.Applied, 0.1m), (Only(world).State, world.Exchange.Position.Quantity));
        return world;
    }

    private static void Redeem(CoreWorld world, string json)
    {
        world.Ask(Person, "/futures/order.place", json);
        world.Ask(Person, "/futures/order.place", json, world.Tokens[^1].Token);
    }

    private static void Calls(CoreWorld world)
    {
        world.Flush();
        foreach (var call in world.Calls.ToArray())
        {
            world.Calls.Remove(call);
            call();
        }
        world.Flush();
    }

    private static void Ticks(CoreWorld world, int count)
    {
        for (var i = 0; i < count; i++)
        {
            world.Advance(1_000);
            world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1)));
            world.Flush();
        }
    }

    private static Guardrails.Canary.Canary Only(CoreWorld world) => Assert.Single(world.State.Ledger.Canaries.All);
}
