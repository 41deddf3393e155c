using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Guardrails.Breaker;
using Spark.Executor.Ledger;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>
/// Random histories of an account: asks of all kinds, an exchange that loses answers, a stream that repeats and reorders, a journal that
/// fails, processes that die. Whatever happens, what is asserted here holds.
/// </summary>
public sealed class CoreProperties
{
    private const decimal MostPosition = 0.5m;

    private static readonly Principal Person = new(PrincipalKind.Person, "local", Role.Admin);
    private static readonly Principal Other = new(PrincipalKind.Person, "other", Role.Trader);
    private static readonly Principal Agent = new(PrincipalKind.Agent, "copilot", Role.Admin);

    private static readonly RiskLimits Limits = new()
    {
        MaxNotional = 100_000,
        MaxPositionSize = MostPosition,
        MaxLeverage = 1_000,
        OrderRateCount = 10_000,
        DailyLossLimit = 1_000,
    };

    private static readonly Domain.Markets.Symbol[] Symbols = [CoreWorld.Btc, CoreWorld.Eth];

    // A few orders reach each of them.
    private static readonly RiskLimits Tight = new()
    {
        MaxNotional = 7_000,
        MaxPositionSize = 0.22m,
        MaxLeverage = 2,
        OrderRateCount = 3,
        OrderRateWindow = TimeSpan.FromMilliseconds(150),
        DailyLossLimit = 200,
    };

    private static readonly Gen<(int, int, int)[]> Histories = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[20, 250];

    [Fact]
    public void Whatever_happens_no_order_is_sent_twice_no_limit_is_broken_and_everybody_is_answered_once() =>
        Histories.Sample(history => Run(history, withJournalFailures: true, withForeign: false), iter: Seeds.Count, seed: Seeds.Replay, print: Print);

    [Fact]
    public void Orders_of_other_clients_are_adopted_and_the_ledger_ends_as_the_exchange_is() =>
        Histories.Sample(history => Run(history, withJournalFailures: false, withForeign: true), iter: Seeds.Count, seed: Seeds.Replay, print: Print);

    [Fact]
    public void After_a_loss_that_flattens_everything_is_closed_whatever_happens_meanwhile() =>
        Histories.Sample(history => Run(history, withJournalFailures: false, withForeign: true, flatten: true), iter: Seeds.Count, seed: Seeds.Replay, print: Print);

    [Fact]
    public void Closing_everything_ends_flat_or_with_every_resting_order_known_whatever_happens_meanwhile() =>
        Histories.Sample(history => Run(history, withJournalFailures: true, withForeign: true, closing: true), iter: Seeds.Count, seed: Seeds.Replay, print: Print);

    [Fact]
    public void With_several_symbols_and_moving_marks_no_limit_is_broken_though_each_is_within_reach()
    {
        var refusals = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Histories.Sample(history => RunTight(history, refusals), iter: Seeds.Count, seed: Seeds.Replay, print: Print);
        if (Seeds.Replay is not null) return;
        Assert.All((string[])["MaxNotionalExceeded", "MaxPositionSizeExceeded", "MaxLeverageExceeded", "OrderRateExceeded", "DailyLossLimitExceeded", "CircuitBreakerOpen", "MarketDataStale"],
            error => Assert.True(refusals.ContainsKey(error), $"Nothing was ever refused for {error}."));
    }

    private static void RunTight((int Op, int A, int B)[] history, System.Collections.Concurrent.ConcurrentDictionary<string, int> refusals)
    {
        var world = new CoreWorld(Tight);
        world.Exchange.Wallet = 9_000;
        world.OnRaising = (intent, ahead) => HoldsTight(world, intent, ahead);
        GoOn(world, 0);
        GoOn(world, 0);
        world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1)));
        foreach (var (op, a, b) in history)
        {
            world.Advance(1 + b % 40);
            ApplyTight(world, op, a, b, refusals);
            if (op % 3 != 0) world.Flush();
            // What the exchange has told is known: what it holds and what is known differ by what is on its way alone.
            while (world.Undelivered > 0) world.Deliver();
        }
        world.MarkAges.Clear();
        world.Settle();
        HoldsPromises(world);
        EndsAsTheExchange(world);
    }

    private static void ApplyTight(CoreWorld world, int op, int a, int b, System.Collections.Concurrent.ConcurrentDictionary<string, int> refusals)
    {
        var symbol = Symbols[a % 2];
        switch (op)
        {
            case < 45: PlaceTight(world, symbol, a, b, refusals); break;
            case < 60: GoOn(world, a); break;
            case < 66: Fill(world, a, b); break;
            case < 82: world.Exchange.Prices[symbol] = CoreWorld.Mark + (a - 50) * 40; break;
            case < 86: world.MarkAges[symbol] = TimeSpan.FromSeconds(b % 3 == 0 ? 10 : 0); break;
            case < 88: Trigger(world, a, b); break;
            case < 90: world.StartSnapshot("every minute"); break;
            case < 91: world.Restart(); break;
            case < 93: world.Advance(a * 20); break;
            case < 95: world.Ask(Person, "/futures/position.close", b % 2 == 0 ? "{}" : $$"""{"symbol":"{{symbol}}","fraction":0.5}"""); break;
            case < 96: world.Ask(Person, "/futures/order.cancelAll", "{}"); break;
            case < 97 when a % 3 == 0: world.Ask(Person, "/futures/risk/circuit-breaker/close", "{}"); break;
            case < 98: world.Fates.Enqueue((OrderFate)(a % 6)); break;
            default: world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1))); break;
        }
    }

    private static void PlaceTight(CoreWorld world, Domain.Markets.Symbol symbol, int a, int b, System.Collections.Concurrent.ConcurrentDictionary<string, int> refusals)
    {
        var type = (a % 4) switch
        {
            0 => """ "type":"MARKET" """,
            1 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $" \"type\":\"STOP_MARKET\",\"stopPrice\":{(Side(a) == "BUY" ? 63_000 : 57_000)}"),
            _ => """ "type":"LIMIT","price":60000 """,
        };
        var json = $$"""{"symbol":"{{symbol}}","side":"{{(b % 5 < 3 ? "BUY" : "SELL")}}","quantity":0.{{(b % 9 == 0 ? "13" : b % 2 == 0 ? "10" : "05")}},"dryRun":false,{{type}}}""";
        var asked = world.Ask(Person, "/futures/order.place", json);
        if (world.ReplyTo(asked)?.Body is Contracts.ErrorResponse { Error: var error }) refusals.AddOrUpdate(error, 1, (_, count) => count + 1);
        if (world.ReplyTo(asked)?.Status == StatusCodes.Status428PreconditionRequired) world.Ask(Person, "/futures/order.place", json, world.Tokens[^1].Token);
    }

    // By what the exchange holds, and not by what the account takes for true.
    private static void HoldsTight(CoreWorld world, OrderIntent intent, IReadOnlyList<OrderIntent> ahead)
    {
        var exchange = world.Exchange;
        var price = Math.Max(exchange.PriceOf(intent.Symbol), Math.Max(intent.Price ?? 0, intent.StopPrice ?? 0));
        Assert.True(intent.Quantity * price <= Tight.MaxNotional, $"An order of {intent.Quantity * price} USDT.");
        var all = ahead.Append(intent).ToArray();
        Assert.True(exchange.WorstCase(intent.Symbol, all) <= Tight.MaxPositionSize, $"A position of {exchange.WorstCase(intent.Symbol, all)}.");
        var exposure = Symbols.Sum(symbol => exchange.WorstCase(symbol, all) * exchange.PriceOf(symbol));
        Assert.True(exposure <= Tight.MaxLeverage * exchange.Balance, $"An exposure of {exposure} on {exchange.Balance} USDT.");
        Assert.True(exchange.Balance - world.State.Ledger.Day.OpeningBalance > -Tight.DailyLossLimit, $"A loss of {exchange.Balance - world.State.Ledger.Day.OpeningBalance} USDT.");
        Assert.True(world.Decided.Count(entry => world.Now - entry.At < Tight.OrderRateWindow) < Tight.OrderRateCount, "One order too many in its window.");
        Assert.All(Symbols.Where(symbol => symbol == intent.Symbol || !exchange.PositionIn(symbol).IsFlat),
            symbol => Assert.True(world.MarkAges.GetValueOrDefault(symbol) <= Tight.MaxMarketAge, $"The mark of {symbol} is old."));
    }

    private static string Print((int, int, int)[] history) => string.Join(" ", history.Select(op => $"({op.Item1},{op.Item2},{op.Item3})"));

    private static void Run((int Op, int A, int B)[] history, bool withJournalFailures, bool withForeign, bool flatten = false, bool closing = false)
    {
        var world = new CoreWorld(Limits) { FlattenOnLoss = flatten };
        GoOn(world, 0);
        GoOn(world, 0);
        var keys = 0;
        foreach (var (op, a, b) in history)
        {
            world.Advance(1 + b % 40);
            Apply(world, op, a, b, withJournalFailures, withForeign, ref keys);
            if (op % 3 != 0) world.Flush();
            if (!withForeign) HoldsLimit(world);
        }
        world.Settle();
        if (flatten) EndsFlat(world);
        if (closing) ClosesAll(world);
        HoldsPromises(world);
        EndsAsTheExchange(world);
        // An exchange that is sane, however it answers, never looks as if it weren't.
        Assert.Empty(world.Journal.Entries.OfType<BreakerChanged>().SelectMany(entry => entry.Breaker.Reasons).Where(reason => reason.Kind == BreakerReasonKind.Reconciliation).Select(reason => reason.Text));
        if (!withJournalFailures) Assert.Equal(Text(world.State.Ledger), Text(world.Fold()));
        Assert.Equal(Text(world.Fold()), Text(Json(LedgerCheckpoint.Of(world.Fold())).Restore()));
    }

    private static void Apply(CoreWorld world, int op, int a, int b, bool withJournalFailures, bool withForeign, ref int keys)
    {
        var who = (a % 5) switch { 0 => Agent, 1 => Other, _ => Person };
        var key = b % 7 == 0 ? $"key{a % 4}" : null;
        switch (op)
        {
            case < 2: world.Ask(who, "/futures/order.place", Order(a, b, dryRun: true), key: key); break;
            case < 14: world.Ask(who, "/futures/order.place", Order(a, b, dryRun: false), key: key); break;
            case < 34: Redeem(world, a, b, key); break;
            case < 36: world.Ask(who, "/canary/run", $$"""{"scope":"futures-testnet","symbol":"BTCUSDT","side":"{{Side(a)}}","quantity":0.{{1 + b % 3}}}""", key: key); break;
            case < 37: world.Ask(who, "/canary/confirm", """{"scope":"futures-testnet"}""", key: key); break;
            case < 38: world.Ask(who, "/futures/position.close", b % 3 == 0 ? "{}" : $$"""{"symbol":"BTCUSDT","fraction":{{(b % 2 == 0 ? "1" : "0.5")}}}""", key: key); break;
            case < 39: world.Ask(who, "/futures/leverage.set", $$"""{"symbol":"BTCUSDT","leverage":{{1 + a % 20}}}""", key: key); break;
            case < 40: world.Ask(who, "/futures/order.cancelAll", "{}", key: key); break;
            case < 42: Cancel(world, who, a); break;
            case < 43: Brake(world, who, a, b); break;
            case < 46 when world.Proposals.Count > 0: world.Confirm(world.Proposals[^(1 + a % Math.Min(4, world.Proposals.Count))]); break;
            case < 50: world.Fates.Enqueue((OrderFate)(a % 6)); break;
            case < 70: GoOn(world, a); break;
            case < 83: world.Deliver(twice: a % 4 == 0, swapped: b % 5 == 0); break;
            case < 87: Fill(world, a, b); break;
            case < 89: Trigger(world, a, b); break;
            case < 92: world.StartSnapshot("every minute"); break;
            case < 93: world.Reconnect(); break;
            case < 95: world.Advance(a % 10 == 0 ? 125_000 : a * 20); break;
            case < 96: world.Restart(); break;
            case < 98 when withJournalFailures: world.Journal.Failing = a % 4 == 0; break;
            case < 100 when withForeign: Foreign(world, a, b, ref keys); break;
            default: world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1))); break;
        }
    }

    private static void Brake(CoreWorld world, Principal who, int a, int b)
    {
        if (b % 4 == 0) world.Ask(who, "/futures/risk/circuit-breaker/open", "{}");
        else if (b % 4 == 1) world.Ask(Person, "/futures/risk/record-pnl", $$"""{"pnl":-{{1 + a}}0}""");
        else world.Ask(Person, "/futures/risk/circuit-breaker/close", "{}");
    }

    private static void Redeem(CoreWorld world, int a, int b, string? key)
    {
        if (world.Tokens.Count == 0) return;
        var (who, path, json, token) = world.Tokens[^(1 + a % Math.Min(4, world.Tokens.Count))];
        world.Ask(b % 11 == 0 ? Other : who, path, b % 13 == 0 && path == "/futures/order.place" ? Order(a + 1, b, dryRun: false) : json, token, key);
    }

    private static void GoOn(CoreWorld world, int a)
    {
        if (world.Calls.Count == 0) return;
        var call = world.Calls[a % world.Calls.Count];
        world.Calls.Remove(call);
        call();
    }

    private static void Cancel(CoreWorld world, Principal who, int a)
    {
        var orders = world.State.Ledger.Open.Values.OrderBy(order => order.Intent.ClientOrderId.Value, StringComparer.Ordinal).ToArray();
        var id = orders.Length == 0 ? "nothing-like-it" : orders[a % orders.Length].Intent.ClientOrderId.Value;
        world.Ask(who, "/futures/order.cancel", $$"""{"symbol":"BTCUSDT","clientOrderId":"{{id}}"}""");
    }

    private static void Fill(CoreWorld world, int a, int b)
    {
        var open = world.Exchange.Open.ToArray();
        if (open.Length > 0) world.Exchange.Fill(open[a % open.Length].OrderId, 0.001m * (1 + b));
    }

    // Their prices are met, or somebody takes them away.
    private static void Trigger(CoreWorld world, int a, int b)
    {
        var waiting = world.Exchange.Waiting.ToArray();
        if (waiting.Length == 0) return;
        var one = waiting[a % waiting.Length].AlgoId;
        if (b % 5 == 0) world.Exchange.CancelStop(one, b % 2 == 0 ? "EXPIRED" : "CANCELED");
        else world.Exchange.Trigger(one);
    }

    private static void Foreign(CoreWorld world, int a, int b, ref int keys)
    {
        var id = a % 6 == 0 ? "again" : $"web_{keys++}";
        if (world.Exchange.Find(id) is { IsOpen: true }) return;
        world.Exchange.Place(new OrderIntent
        {
            ClientOrderId = ClientOrderId.Parse(id),
            Symbol = CoreWorld.Btc,
            Side = a % 2 == 0 ? Domain.Orders.Side.Buy : Domain.Orders.Side.Sell,
            Type = b % 2 == 0 ? OrderType.Market : OrderType.Limit,
            Price = CoreWorld.Mark,
            Quantity = 0.01m,
        });
    }

    private static string Order(int a, int b, bool dryRun)
    {
        if (a % 5 == 4) return Stop(a, b, dryRun);
        var type = a % 3 == 0 ? """ "type":"MARKET" """ : """ "type":"LIMIT","price":60000 """;
        var id = a % 17 == 0 ? $$""","clientOrderId":"mine-{{a % 3}}" """ : "";
        var reduce = b % 6 == 0 ? ""","reduceOnly":true""" : "";
        return $$"""{"symbol":"BTCUSDT","side":"{{Side(a)}}","quantity":0.{{1 + b % 4}},"dryRun":{{(dryRun ? "true" : "false")}},{{type}}{{id}}{{reduce}}}""";
    }

    private static string Stop(int a, int b, bool dryRun)
    {
        var above = a % 2 == 0;
        var type = (above == (Side(a) == "BUY") ? "STOP" : "TAKE_PROFIT") + (b % 3 == 0 ? "" : "_MARKET");
        var limit = b % 3 == 0 ? ""","price":60000""" : "";
        return $$"""{"symbol":"BTCUSDT","side":"{{Side(a)}}","quantity":0.{{1 + b % 4}},"type":"{{type}}","stopPrice":{{(above ? 61_000 : 59_000)}}{{limit}},"reduceOnly":{{(b % 2 == 0 ? "true" : "false")}},"dryRun":{{(dryRun ? "true" : "false")}}}""";
    }

    private static string Side(int a) => a % 7 < 4 ? "BUY" : "SELL";

    // What the exchange really holds, and everything that can still arrive there. An order that reduces may pass at any time and make
    // room for a raising one that works already; the gate is held to what it knew, which is when a raising order goes out.
    private static void HoldsLimit(CoreWorld world) =>
        Assert.True(world.WorstCaseAtSends <= MostPosition, $"The exchange could reach a position of {world.WorstCaseAtSends}.");

    private static void HoldsPromises(CoreWorld world)
    {
        Assert.All(world.Sends, send => Assert.Equal(1, send.Value));
        Assert.All(world.Replies.Values, replies => Assert.Single(replies));
        Assert.Empty(world.Unanswered.Select(ticket => $"{ticket} {world.Asked.GetValueOrDefault(ticket)}"));
        var carried = world.Journal.Entries.OfType<ActionCarried>().ToArray();
        Assert.Equal(carried.Length, carried.Select(entry => entry.OutcomeKey).Distinct().Count());
        AssertOnce(carried.Select(entry => entry.TokenHash));
        AssertOnce(carried.Select(entry => entry.IdempotencyScope));
        AssertOnce(carried.Select(entry => entry.CanaryId));
        AssertOnce(carried.Select(entry => entry.ClientOrderId?.Value));
        AssertOnce(world.Journal.Entries.OfType<FillRecorded>().Select(entry => $"{entry.Fill.TradeId}"));
    }


    private static void AssertOnce(IEnumerable<string?> keys) => Assert.All(keys.OfType<string>().GroupBy(key => key), group => Assert.Single(group));

    private static void EndsAsTheExchange(CoreWorld world)
    {
        var ledger = world.State.Ledger;
        Assert.Equal(Sorted(world.Exchange.Open.Select(order => (order.OrderId, order.Filled)).Concat(world.Exchange.Waiting.Select(stop => (stop.AlgoId, 0m)))),
            Sorted(ledger.Open.Values.Select(order => (order.ActualOrderId ?? order.OrderId ?? 0, order.State.Filled))));
        foreach (var symbol in Symbols)
        {
            Assert.Equal(world.Exchange.PositionIn(symbol).Quantity, world.State.Exchange.PositionIn(symbol).Quantity);
            var working = WorkingOrders.Of(world.State, symbol);
            Assert.Equal(world.Exchange.Open.Where(order => order.Intent.Symbol == symbol).Sum(order => order.Remaining) + world.Exchange.Waiting.Where(stop => stop.Intent.Symbol == symbol).Sum(stop => stop.Intent.Quantity),
                working.Buy + working.Sell + working.ReduceBuy + working.ReduceSell);
        }
        Assert.Equal(world.Exchange.Wallet, world.State.Exchange.WalletBalance);
        Assert.Empty(world.State.LookingUp);
        Assert.All(world.Exchange.Orders.Values.Where(order => world.Sends.ContainsKey(order.Intent.ClientOrderId)),
            order => Assert.Equal(order.Filled, ledger.Find(order.Intent.ClientOrderId)!.State.Filled));
        Assert.All(world.Exchange.Stops.Values.Where(stop => world.Sends.ContainsKey(stop.Intent.ClientOrderId) && stop.ActualOrderId is not null),
            stop => Assert.Equal(world.Exchange.Orders[stop.ActualOrderId!.Value].Filled, ledger.Find(stop.Intent.ClientOrderId)!.State.Filled));
        Assert.Empty(world.State.Closings);
        Assert.Empty(world.State.Leverages);
    }

    // What closes everything, with the breaker open and whatever the history has left: nothing of it stays.
    private static void ClosesAll(CoreWorld world)
    {
        world.Ask(Person, "/futures/risk/circuit-breaker/open", "{}");
        world.Ask(Person, "/futures/order.cancelAll", "{}");
        world.Settle();
        world.Ask(Person, "/futures/position.close", "{}");
        world.Settle();
        Assert.Empty(world.Exchange.Open);
        Assert.Empty(world.Exchange.Waiting);
        Assert.Equal(0, world.Exchange.Position.Quantity);
    }

    // A drill of the whole limit at the end: whatever the history has left, nothing of it stays.
    private static void EndsFlat(CoreWorld world)
    {
        world.Ask(Person, "/futures/risk/circuit-breaker/close", "{}");
        world.Ask(Person, "/futures/risk/record-pnl", """{"pnl":-5000}""");
        for (var round = 0; round < 3; round++) world.Settle();
        Assert.Empty(world.Exchange.Open);
        Assert.Empty(world.Exchange.Waiting);
        Assert.Equal(0, world.Exchange.Position.Quantity);
        Assert.True(world.State.Ledger.Flatten is null, $"The flatten goes on: {Left(world)}");
    }

    private static string Left(CoreWorld world) => string.Join("; ", world.State.Ledger.Open.Values.Select(order => $"{order}")
        .Concat(world.State.Exchange.Positions.Values.Select(position => $"{position}")));

    private static (long, decimal)[] Sorted(IEnumerable<(long, decimal)> orders) => [.. orders.Order()];

    private static LedgerCheckpoint Json(LedgerCheckpoint checkpoint) => JsonSerializer.Deserialize(
        JsonSerializer.Serialize(checkpoint, JournalJson.Default.LedgerCheckpoint), JournalJson.Default.LedgerCheckpoint)!;

    // Lists in one order, so that equal states have equal texts.
    private static string Text(LedgerState state)
    {
        var all = LedgerCheckpoint.Of(state);
        return JsonSerializer.Serialize(all with
        {
            Orders = [.. all.Orders.OrderBy(order => order.Intent.ClientOrderId.Value, StringComparer.Ordinal)],
            Outcomes = [.. all.Outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal)],
        }, JournalJson.Default.LedgerCheckpoint) + string.Join(",", state.ByOrderId.OrderBy(pair => pair.Key.OrderId).Select(pair => $"{pair.Key.OrderId}:{pair.Value}"));
    }
}
