using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>What an account does with old marks, old questions and a journal that says no.</summary>
public sealed class AccountClockTests
{
    private const string Place = "/futures/order.place";

    private const string Close = "/futures/position.close";

    private static readonly Principal Person = new(PrincipalKind.Person, "local", Role.Admin);
    private static readonly Principal Agent = new(PrincipalKind.Agent, "copilot", Role.Admin);

    private readonly CoreWorld _world = new(new RiskLimits { MaxNotional = 100_000, MaxPositionSize = 1, MaxLeverage = 1_000, OrderRateCount = 1_000 });

    [Fact]
    public void Nothing_that_was_never_compared_with_the_exchange_is_closed()
    {
        Assert.Equal((503, "AccountNotRead"), Told(_world.Ask(Person, Close, "{}")));
        _world.Settle();
        Assert.Equal(200, Told(_world.Ask(Person, Close, "{}"), flush: true).Status);
    }

    [Fact]
    public void An_old_mark_of_what_is_held_refuses_what_raises_exposure_elsewhere_and_never_what_lowers_it()
    {
        _world.Settle();
        Confirmed("ETHUSDT", "BUY", 0.1m);
        _world.MarkAges[CoreWorld.Eth] = TimeSpan.FromSeconds(30);

        Assert.Equal((400, "MarketDataStale"), Told(_world.Ask(Person, Place, Order("BTCUSDT", "BUY", 0.1m))));
        var sent = _world.Sends.Count;
        var closed = _world.Ask(Person, Close, """{"symbol":"ETHUSDT"}""");
        _world.Settle();
        Assert.Equal(200, Told(closed).Status);
        Assert.Equal(sent + 1, _world.Sends.Count);
        Assert.Equal((428, "ConfirmationRequired"), Told(_world.Ask(Person, Place, Order("BTCUSDT", "BUY", 0.1m)))); // nothing rests on it any more
    }

    [Fact]
    public void An_unknown_order_is_alerted_once_after_60_s_however_late_the_tick_comes_and_once_more_by_the_next_process()
    {
        _world.Settle();
        _world.Fates.Enqueue(OrderFate.AnswerLost);
        _world.Ask(Person, Place, Order("BTCUSDT", "BUY", 0.1m));
        _world.Ask(Person, Place, Order("BTCUSDT", "BUY", 0.1m), _world.Tokens[^1].Token);
        _world.Flush();
        Run(_world.Calls[0]);
        Run(_world.Calls[0]);
        Assert.IsType<OrderState.Unknown>(_world.State.Ledger.Open.Values.Single().State);
        Tick();
        Assert.DoesNotContain("OrderUnknown", _world.Alerts);

        _world.Advance(61_900); // a tick said to be of one second, after two
        Tick();
        Tick();
        Assert.Single(_world.Alerts, "OrderUnknown");

        _world.Restart();
        Tick();
        Tick();
        Assert.Equal(2, _world.Alerts.Count(code => code == "OrderUnknown"));
    }

    [Fact]
    public void A_close_that_the_journal_refused_is_told_as_such_and_its_key_is_free_again()
    {
        Hold();
        _world.Journal.Failing = true;
        var first = _world.Ask(Person, Close, """{"symbol":"BTCUSDT"}""", key: "k");
        _world.Flush();

        Assert.Equal((503, "JournalUnavailable"), Told(first, flush: true));
        _world.Settle();
        var again = _world.Ask(Person, Close, """{"symbol":"BTCUSDT"}""", key: "k");
        _world.Settle();
        Assert.Equal(200, Told(again).Status);
        Assert.Equal(0, _world.Exchange.Position.Quantity);
    }

    [Fact]
    public void A_close_that_is_held_back_answers_429_as_an_order_does()
    {
        Hold();
        var ticket = _world.Ask(Person, Close, """{"symbol":"BTCUSDT"}""");
        var close = _world.State.Ledger.Open.Keys.Single();
        _world.Handle(new AccountMessage.OrderAnswered(close, new PlaceResult.NotSent("the exchange's limits are nearly used", true), 0));

        Assert.Equal((429, "TooManyRequests"), Told(ticket, flush: true));
    }

    [Fact]
    public void A_leverage_that_the_journal_refused_is_not_set_and_its_key_is_free_again()
    {
        _world.Settle();
        _world.Ask(Person, "/futures/leverage.set", """{"symbol":"BTCUSDT","leverage":2}""");
        _world.Journal.Failing = true;
        var refused = _world.Ask(Person, "/futures/leverage.set", """{"symbol":"BTCUSDT","leverage":2}""", _world.Tokens[^1].Token, key: "k");
        _world.Flush();

        Assert.Equal((503, "JournalUnavailable"), Told(refused));
        Assert.Empty(_world.Calls);
        _world.Settle();
        Assert.Equal((428, "ConfirmationRequired"), Told(_world.Ask(Person, "/futures/leverage.set", """{"symbol":"BTCUSDT","leverage":2}""", key: "k")));
        Assert.DoesNotContain(_world.Journal.Entries, entry => entry is LeverageRequested or ActionCarried { Path: "/futures/leverage.set" });
    }

    [Fact]
    public void The_canary_of_a_proposal_is_forgotten_with_the_proposal()
    {
        _world.Settle();
        _world.Ask(Agent, "/canary/run", """{"scope":"futures-testnet","symbol":"BTCUSDT","side":"BUY","quantity":0.1}""");
        _world.Settle();
        _world.Ask(Agent, "/canary/confirm", """{"scope":"futures-testnet"}""");
        Assert.Single(_world.State.ProposedCanaries);

        _world.Advance(130_000);
        Tick();

        Assert.Empty(_world.State.ProposedCanaries);
    }

    [Fact]
    public void The_price_of_an_order_for_which_the_exchange_has_none_is_asked_for_three_times()
    {
        _world.Settle();
        Confirmed("BTCUSDT", "BUY", 0.1m);
        var ledger = _world.State.Ledger;
        var state = _world.State with { Ledger = ledger with { Closed = ledger.Closed.SetItems(ledger.Closed.Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { AveragePrice = null }))) } };
        var asked = 0;
        for (var minute = 0; minute < 10; minute++)
        {
            var step = AccountCore.Step(state, new AccountMessage.Snapshot(_world.Exchange.Read(_world.Now, _world.Now.ToUnixTimeMilliseconds(), _ => long.MaxValue), "every minute"), Context);
            asked += step.AfterCommit.OfType<Effect.LookUp>().Count();
            state = step.State with { LookingUp = [] };
        }

        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(60_005.9, true)]
    [InlineData(60_006.1, false)]
    [InlineData(59_994.1, true)]
    [InlineData(59_993.9, false)]
    public void Entries_agree_within_a_hundredth_of_a_percent_and_sizes_exactly(double entry, bool agrees)
    {
        var book = PositionBook.Empty.Agreed(1_000, [new HeldPosition(CoreWorld.Btc, 0.2m, 60_000, 1_000, 7)]);

        Assert.Equal(agrees, book.Agreement(new Position(CoreWorld.Btc, 0.2m, (decimal)entry), 2_000, 0) is not null);
        Assert.Null(book.Agreement(new Position(CoreWorld.Btc, 0.2000001m, 60_000), 2_000, 0));
    }

    [Fact]
    public void Both_legs_of_a_hedge_are_read_as_what_they_come_to_and_the_refusal_names_the_setting()
    {
        _world.Settle();
        Confirmed("BTCUSDT", "BUY", 0.1m);
        _world.Exchange.Mode = new AccountMode(true, false);
        _world.Handle(new AccountMessage.Streamed(new Binance.Streams.User.UserEvent.AccountUpdated("ORDER", [],
            [new PositionUpdate(CoreWorld.Btc, "LONG", 0.1m, 60_000, 0), new PositionUpdate(CoreWorld.Btc, "SHORT", -0.4m, 60_000, 0)], false, _world.Now, _world.Now)));

        Assert.Equal(0.1m, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity); // a leg is not the position
        _world.Settle(); // which was asked for

        Assert.Equal("UnsupportedAccountMode", Told(_world.Ask(Person, Place, Order("BTCUSDT", "BUY", 0.1m))).Error);
        Assert.False(_world.State.Ledger.Breaker.Open);
    }

    private static StepContext Context => new()
    {
        Now = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero),
        Quote = symbol => new Quote(symbol) { MarkPrice = CoreWorld.Mark },
        Instrument = _ => null,
        Limits = new RiskLimits(),
        Venue = Venue.Simulator,
        Confirmation = ConfirmationMode.Caller,
        Account = "model",
        ConfirmUrl = "http://localhost/",
    };

    private static string Order(string symbol, string side, decimal quantity) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $$"""{"symbol":"{{symbol}}","side":"{{side}}","type":"MARKET","quantity":{{quantity}},"dryRun":false}""");

    private void Hold()
    {
        _world.Settle();
        Confirmed("BTCUSDT", "BUY", 0.2m);
    }

    private void Confirmed(string symbol, string side, decimal quantity)
    {
        _world.Ask(Person, Place, Order(symbol, side, quantity));
        _world.Ask(Person, Place, Order(symbol, side, quantity), _world.Tokens[^1].Token);
        _world.Settle();
    }

    private void Tick()
    {
        _world.Handle(new AccountMessage.Tick(TimeSpan.FromSeconds(1)));
        _world.Flush();
    }

    private void Run(Action call)
    {
        _world.Calls.Remove(call);
        call();
        _world.Flush();
    }

    private (int Status, string? Error) Told(long ticket, bool flush = false)
    {
        if (flush) _world.Flush();
        var reply = _world.ReplyTo(ticket);
        return (reply?.Status ?? 0, (reply?.Body as ErrorResponse)?.Error);
    }
}
