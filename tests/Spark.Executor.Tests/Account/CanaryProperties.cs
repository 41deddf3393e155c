using System.Collections.Concurrent;
using CsCheck;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Guardrails.Canary;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>
/// Random lives of canaries: prices that jump, answers that are lost, streams that repeat, breakers that open, people and other clients
/// who trade the same position, processes that die. Whatever happens, what is asserted here holds.
/// </summary>
public sealed class CanaryProperties
{
    private static readonly Principal Person = new(PrincipalKind.Person, "local", Role.Admin);
    private static readonly Principal Other = new(PrincipalKind.Person, "other", Role.Trader);
    private static readonly Principal Agent = new(PrincipalKind.Agent, "copilot", Role.Admin);

    private static readonly ConcurrentDictionary<string, int> Seen = new();

    private static readonly RiskLimits Limits = new()
    {
        MaxNotional = 100_000,
        MaxPositionSize = 5,
        MaxLeverage = 1_000,
        OrderRateCount = 10_000,
        DailyLossLimit = 100_000,
    };

    private static readonly Gen<(int, int, int)[]> Histories = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[20, 250];

    [Fact]
    public void Whatever_happens_a_canary_goes_the_allowed_way_to_one_end_and_takes_back_no_more_than_its_own()
    {
        Histories.Sample(history => Run(history, withForeign: true, withJournalFailures: false), iter: Seeds.Count, seed: Seeds.Replay, print: Print);
        HasSeenEverything();
    }

    [Fact]
    public void A_journal_that_fails_changes_nothing_about_it() =>
        Histories.Sample(history => Run(history, withForeign: false, withJournalFailures: true), iter: Seeds.Count, seed: Seeds.Replay, print: Print);

    private static string Print((int, int, int)[] history) => string.Join(" ", history.Select(op => $"({op.Item1},{op.Item2},{op.Item3})"));

    private static void Run((int Op, int A, int B)[] history, bool withForeign, bool withJournalFailures)
    {
        var world = new CoreWorld(Limits);
        GoOn(world, 0);
        GoOn(world, 0);
        var ended = new Dictionary<string, CanaryState>();
        var keys = 0;
        foreach (var (op, a, b) in history)
        {
            world.Advance(1 + b % 40);
            Apply(world, op, a, b, withForeign, withJournalFailures, ref keys);
            if (op % 3 != 0) world.Flush();
            // A restart forgets what was not durable yet; everything else stays as it ended.
            if (withJournalFailures || op is 94 or 95) ended = Ended(world.Fold().Canaries);
            StaysEnded(world.State.Ledger.Canaries, ended);
        }
        // Longer than any watch and any pause of a rollback.
        foreach (var pause in (int[])[0, 130_000, 61_000])
        {
            world.Advance(pause);
            world.Settle();
        }
        GoesTheAllowedWay(world, asInMemory: !withJournalFailures);
        TakesBackNoMoreThanItsOwn(world);
        EndsSomehow(world);
        foreach (var moved in world.Journal.Entries.OfType<CanaryMoved>()) Seen.AddOrUpdate(moved.Happened.ToString(), 1, (_, count) => count + 1);
        foreach (var breached in world.Journal.Entries.OfType<CanaryBreached>()) Seen.AddOrUpdate(breached.Breach.Bound.ToString(), 1, (_, count) => count + 1);
        foreach (var rolledBack in world.State.Ledger.Canaries.All.Where(canary => canary.Rollback is { Closed: > 0 })) Seen.AddOrUpdate("Closed", 1, (_, count) => count + 1);
    }

    // A property that its histories never reach would hold of anything.
    private static void HasSeenEverything()
    {
        if (Seeds.Replay is not null) return;
        string[] expected = [.. Enum.GetNames<CanaryEvent>(), .. Enum.GetNames<CanaryBound>(), "Closed"];
        Assert.Equal(expected, expected.Where(Seen.ContainsKey));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", Seen.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
    }

    private static void Apply(CoreWorld world, int op, int a, int b, bool withForeign, bool withJournalFailures, ref int keys)
    {
        var who = (a % 5) switch { 0 => Agent, 1 => Other, _ => Person };
        switch (op)
        {
            case < 12: world.Ask(who, "/canary/run", Order(a, b)); break;
            case < 26: world.Ask(who, "/canary/confirm", """{"scope":"futures-testnet"}"""); break;
            case < 28: world.Ask(who, "/canary/confirm", Named(world, a)); break;
            case < 30 when world.Proposals.Count > 0: world.Confirm(world.Proposals[^(1 + a % Math.Min(4, world.Proposals.Count))]); break;
            case < 34: world.Fates.Enqueue((OrderFate)(a % 6)); break;
            case < 54: GoOn(world, a); break;
            case < 68: world.Deliver(twice: a % 4 == 0, swapped: b % 5 == 0); break;
            case < 72: Fill(world, a, b); break;
            case < 76: world.Exchange.Price = CoreWorld.Mark + (a - 50) * (b % 3 == 0 ? 30 : 3); break;
            case < 78: Brake(world, b); break;
            case < 80: Close(world, b); break;
            case < 82 when withForeign: Foreign(world, a, b, ref keys); break;
            case < 84: world.StartSnapshot("every minute"); break;
            case < 85: world.Reconnect(); break;
            case < 87: world.Ask(Person, "/futures/order.cancelAll", "{}"); break;
            case < 94: world.Advance(a % 8 == 0 ? 130_000 : a * 300); break;
            case < 96: world.Restart(); break;
            case < 97 when withJournalFailures: world.Journal.Failing = a % 4 == 0; break;
            default: world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1))); break;
        }
    }

    private static string Order(int a, int b)
    {
        var type = (b % 5) switch { 0 => ""","type":"LIMIT","price":59990""", 1 => ""","type":"LIMIT","price":60200,"timeInForce":"IOC" """, _ => "" };
        return $$"""{"scope":"futures-testnet","symbol":"BTCUSDT","side":"{{(a % 7 < 4 ? "BUY" : "SELL")}}","quantity":0.{{1 + b % 3}}{{type}}{{(b % 7 == 0 ? ",\"reduceOnly\":true" : "")}}}""";
    }

    private static string Named(CoreWorld world, int a)
    {
        var all = world.State.Ledger.Canaries.All;
        return $$"""{"scope":"futures-testnet","canaryId":"{{(all.Count == 0 ? "canary-1" : all[a % all.Count].Id)}}"}""";
    }

    private static void GoOn(CoreWorld world, int a)
    {
        if (world.Calls.Count == 0) return;
        var call = world.Calls[a % world.Calls.Count];
        world.Calls.Remove(call);
        call();
    }

    private static void Fill(CoreWorld world, int a, int b)
    {
        var open = world.Exchange.Open.ToArray();
        if (open.Length > 0) world.Exchange.Fill(open[a % open.Length].OrderId, 0.001m * (1 + b));
    }

    private static void Brake(CoreWorld world, int b)
    {
        if (b % 3 == 0) world.Ask(Person, "/futures/risk/circuit-breaker/open", "{}");
        else world.Ask(Person, "/futures/risk/circuit-breaker/close", "{}");
    }

    // A person closes a part of the position, whoever opened it.
    private static void Close(CoreWorld world, int b)
    {
        var side = world.Exchange.Position.Quantity > 0 ? "SELL" : "BUY";
        var json = $$"""{"symbol":"BTCUSDT","side":"{{side}}","quantity":0.{{1 + b % 3}},"reduceOnly":true,"dryRun":false}""";
        world.Ask(Person, "/futures/order.place", json);
        if (world.Tokens.Count > 0) world.Ask(Person, "/futures/order.place", json, world.Tokens[^1].Token);
    }

    private static void Foreign(CoreWorld world, int a, int b, ref int keys) => world.Exchange.Place(new OrderIntent
    {
        ClientOrderId = ClientOrderId.Parse($"web_{keys++}"),
        Symbol = CoreWorld.Btc,
        Side = a % 2 == 0 ? Side.Buy : Side.Sell,
        Type = b % 2 == 0 ? OrderType.Market : OrderType.Limit,
        Price = CoreWorld.Mark,
        Quantity = 0.01m * (1 + a % 5),
    });

    private static void StaysEnded(CanaryBook book, Dictionary<string, CanaryState> ended)
    {
        foreach (var (id, state) in ended) Assert.Equal(state, book.Find(id)?.State);
        foreach (var (id, state) in Ended(book)) ended[id] = state;
    }

    private static Dictionary<string, CanaryState> Ended(CanaryBook book) =>
        book.All.Where(canary => canary.State.IsFinal()).ToDictionary(canary => canary.Id, canary => canary.State);

    private static void GoesTheAllowedWay(CoreWorld world, bool asInMemory)
    {
        var states = new Dictionary<string, CanaryState>();
        foreach (var entry in world.Journal.Entries)
        {
            if (entry is CanaryRan ran) states.Add(ran.Canary.Id, ran.Canary.State);
            if (entry is not CanaryMoved moved) continue;
            var transition = CanaryLifecycle.Apply(states[moved.CanaryId], moved.Happened);
            states[moved.CanaryId] = Assert.IsType<CanaryTransition.Moved>(transition).To;
        }
        if (asInMemory) Assert.All(world.State.Ledger.Canaries.All, canary => Assert.Equal(states[canary.Id], canary.State));
        var breached = world.Journal.Entries.OfType<CanaryBreached>().Select(entry => entry.CanaryId).ToArray();
        Assert.Equal(breached.Length, breached.Distinct().Count());
        Assert.All(states.Where(pair => pair.Value == CanaryState.RolledBack), pair => Assert.Contains(pair.Key, breached));
        Assert.All(states.Where(pair => pair.Value == CanaryState.Passed), pair => Assert.DoesNotContain(pair.Key, breached));
    }

    private static void TakesBackNoMoreThanItsOwn(CoreWorld world)
    {
        Assert.All(world.Sends, send => Assert.Equal(1, send.Value));
        foreach (var canary in world.Journal.Entries.OfType<CanaryRan>().Select(entry => entry.Canary))
        {
            var closes = world.Exchange.Orders.Values.Where(order => canary.IsClosedBy(order.Intent.ClientOrderId)).ToArray();
            var filled = world.Exchange.Find(canary.Intent!.ClientOrderId.Value)?.Filled ?? 0;
            Assert.True(closes.Sum(order => order.Filled) <= filled, $"{canary.Id} filled {filled} and {closes.Sum(order => order.Filled)} was closed.");
            Assert.All(closes, order => Assert.True(order.Intent.ReduceOnly && order.Intent.Side != canary.Intent.Side));
        }
    }

    // Nothing stays half done: what is under way after all this time waits for something that only others can give.
    private static void EndsSomehow(CoreWorld world)
    {
        foreach (var canary in world.State.Ledger.Canaries.UnderWay)
        {
            Assert.True(canary.Rollback is not null && world.Alerts.Contains("CanaryRollbackBlocked"), $"{canary.Id} stays {canary.State}: {canary}");
        }
        foreach (var canary in world.State.Ledger.Canaries.All.Where(canary => canary.State == CanaryState.RolledBack))
        {
            Assert.False(world.State.Ledger.Open.ContainsKey(canary.Intent!.ClientOrderId), $"{canary.Id} is rolled back and its order rests.");
        }
    }
}
