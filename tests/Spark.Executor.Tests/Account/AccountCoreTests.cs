using Spark.Contracts;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Guardrails.Breaker;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;
using Spark.Testing.Core;

namespace Spark.Executor.Tests.Account;

/// <summary>Single histories of an account, told step by step.</summary>
public sealed class AccountCoreTests
{
    private const string Place = "/futures/order.place";

    private static readonly Principal Person = new(PrincipalKind.Person, "local", Role.Admin);
    private static readonly Principal Agent = new(PrincipalKind.Agent, "copilot", Role.Admin);

    private readonly CoreWorld _world = new(new RiskLimits { MaxNotional = 100_000, MaxPositionSize = 0.5m, MaxLeverage = 1_000, OrderRateCount = 1_000 });

    public AccountCoreTests() => GoOn(2);

    [Fact]
    public void A_fill_that_the_answer_told_counts_until_the_position_holds_it()
    {
        Confirmed(Market("BUY", 0.4m));
        GoOn(2); // it arrives and fills; its answer comes before the stream does

        Assert.Equal(0, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity);
        Assert.Equal("MaxPositionSizeExceeded", ErrorOf(_world.Ask(Person, Place, Market("BUY", 0.2m))));
    }

    [Fact]
    public void A_partial_fill_counts_once_before_and_after_the_position_holds_it()
    {
        Confirmed(Limit("BUY", 0.4m));
        GoOn(2);
        _world.Exchange.Fill(_world.Exchange.Open.Single().OrderId, 0.3m);
        DeliverOrdersOnly();
        Assert.Equal(0.4m, WorkingOrders.Of(_world.State, CoreWorld.Btc).Buy);

        _world.StartSnapshot("every minute");
        GoOn(2);

        Assert.Equal(0.3m, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity);
        Assert.Equal(0.1m, WorkingOrders.Of(_world.State, CoreWorld.Btc).Buy);
    }

    [Fact]
    public void Events_that_come_again_after_a_snapshot_free_no_room()
    {
        Confirmed(Limit("BUY", 0.4m));
        GoOn(2);
        _world.Exchange.Fill(_world.Exchange.Open.Single().OrderId, 0.2m);
        _world.StartSnapshot("every minute");
        GoOn(2);
        while (_world.Undelivered > 0) _world.Deliver(twice: true);

        Assert.Equal(0.2m, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity);
        Assert.Equal(0.2m, WorkingOrders.Of(_world.State, CoreWorld.Btc).Buy);
        Assert.Single(_world.Journal.Entries.OfType<FillRecorded>());
    }

    [Fact]
    public void A_snapshot_that_was_read_before_a_fill_does_not_turn_the_position_back()
    {
        _world.StartSnapshot("every minute");
        GoOn(1); // read, and on its way
        var reading = _world.Calls.Single();
        Confirmed(Market("BUY", 0.4m));
        foreach (var call in _world.Calls.Where(call => call != reading).ToArray()) Run(call);
        while (_world.Undelivered > 0) _world.Deliver();
        Assert.Equal(0.4m, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity);

        Run(reading);

        Assert.Equal(0.4m, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity);
        Assert.Equal("MaxPositionSizeExceeded", ErrorOf(_world.Ask(Person, Place, Market("BUY", 0.2m))));
    }

    [Fact]
    public void A_reducing_order_at_work_leaves_no_room_for_a_larger_raising_one()
    {
        Confirmed(Market("SELL", 0.3m));
        _world.Settle();
        Confirmed(Limit("BUY", 0.3m, """,  "reduceOnly":true"""));
        GoOn(2);

        Assert.Equal("MaxPositionSizeExceeded", ErrorOf(_world.Ask(Person, Place, Limit("BUY", 0.6m))));
        Assert.Equal("ConfirmationRequired", ErrorOf(_world.Ask(Person, Place, Limit("BUY", 0.5m))));
    }

    [Fact]
    public void Two_confirmed_proposals_of_one_client_order_id_place_one_order()
    {
        var json = Limit("BUY", 0.1m, """,  "clientOrderId":"mine" """);
        _world.Ask(Person, Place, json);
        _world.Ask(Person, Place, json);
        var (first, second) = (_world.Tokens[0].Token, _world.Tokens[1].Token);
        _world.Ask(Person, Place, json, first);
        _world.Settle();

        Assert.Equal("DuplicateClientOrderId", ErrorOf(_world.Ask(Person, Place, json, second)));
        Assert.Single(_world.Sends);
    }

    [Fact]
    public void An_idempotency_key_that_the_agent_proposed_under_is_used_up_by_the_page()
    {
        _world.Ask(Agent, Place, Limit("BUY", 0.1m), key: "k");
        _world.Ask(Agent, Place, Limit("BUY", 0.1m), key: "k");
        Assert.Equal(2, _world.Proposals.Count);

        _world.Confirm(_world.Proposals[0]);
        _world.Settle();
        var second = _world.Confirm(_world.Proposals[1]);
        var again = _world.Ask(Agent, Place, Limit("BUY", 0.1m), key: "k");

        Assert.Single(_world.Sends);
        Assert.Equal(200, _world.ReplyTo(second)!.Status);
        Assert.NotNull(_world.ReplyTo(again)!.StoredBody);
    }

    [Theory]
    [InlineData("Rejected", 502)]
    [InlineData("Absent", 503)]
    [InlineData("Working", 200)]
    public void What_a_dead_process_carried_out_is_told_by_the_order_itself(string fate, int status)
    {
        _world.Ask(Person, Place, Limit("BUY", 0.1m));
        var token = _world.Tokens[0].Token;
        if (fate == "Absent") _world.Fates.Enqueue(OrderFate.NeverArrived);
        if (fate == "Rejected") _world.Fates.Enqueue(OrderFate.Refused);
        _world.Ask(Person, Place, Limit("BUY", 0.1m), token, key: "k");
        _world.Flush();
        if (fate == "Rejected") KeepTheRefusalAndLoseTheAnswer();
        else _world.Restart();
        _world.Settle();

        var replayed = _world.ReplyTo(_world.Ask(Person, Place, Limit("BUY", 0.1m), key: "k"))!;

        Assert.Equal(status, replayed.Status);
        Assert.True((replayed.Body as ErrorResponse)?.Replayed ?? (replayed.Body as PlaceOrderResponse)?.Replayed);
        Assert.Single(_world.Sends);
    }

    [Fact]
    public void An_order_that_the_journal_refused_is_not_sent_and_frees_its_key()
    {
        _world.Ask(Person, Place, Limit("BUY", 0.1m));
        var token = _world.Tokens[0].Token;
        _world.Journal.Failing = true;
        var first = _world.Ask(Person, Place, Limit("BUY", 0.1m), token, key: "k");
        var meanwhile = _world.Ask(Person, Place, Limit("BUY", 0.1m), key: "k");
        _world.Flush();

        Assert.Equal("JournalUnavailable", ErrorOf(first));
        Assert.Equal(503, _world.ReplyTo(meanwhile)!.Status);
        Assert.Empty(_world.Sends);

        _world.Settle();
        Assert.Equal("ConfirmationRequired", ErrorOf(_world.Ask(Person, Place, Limit("BUY", 0.1m), key: "k")));
    }

    [Fact]
    public void Cancels_go_out_while_the_journal_fails()
    {
        Confirmed(Limit("BUY", 0.1m));
        _world.Settle();
        _world.Journal.Failing = true;
        var ticket = _world.Ask(Person, "/futures/order.cancelAll", "{}");
        _world.Flush();
        GoOn(2);
        _world.Flush();

        Assert.Empty(_world.Exchange.Open);
        Assert.Equal(200, _world.ReplyTo(ticket)!.Status);
    }

    [Fact]
    public void A_cancel_of_an_order_whose_outcome_is_unknown_is_unknown_too()
    {
        _world.Fates.Enqueue(OrderFate.NeverArrived);
        Confirmed(Limit("BUY", 0.1m));
        var id = _world.State.Ledger.Open.Keys.Single();
        var ticket = _world.Ask(Person, "/futures/order.cancel", $$"""{"symbol":"BTCUSDT","clientOrderId":"{{id}}"}""");
        _world.Flush();
        foreach (var call in _world.Calls.Skip(1).ToArray()) Run(call);
        GoOn(3);
        _world.Flush();

        Assert.Equal("ExecutionUnknown", ErrorOf(ticket));
    }

    [Fact]
    public void An_answer_that_speaks_of_another_order_leaves_this_one_unknown_until_it_is_found()
    {
        Confirmed(Limit("BUY", 0.1m));
        var intent = _world.State.Ledger.Open.Values.Single().Intent;
        var other = new ModelOrder(7, intent with { ClientOrderId = ClientOrderId.Parse("other") }, OrderStatus.New, 0, 1);
        _world.Handle(new AccountMessage.OrderAnswered(intent.ClientOrderId, new Binance.Results.PlaceResult.Accepted(other.Report()), long.MaxValue));

        Assert.IsType<OrderState.Unknown>(_world.State.Ledger.Open[intent.ClientOrderId].State);
    }

    [Fact]
    public void An_order_taken_for_absent_that_turns_up_counts_again_and_asks_for_no_endless_reading()
    {
        _world.Fates.Enqueue(OrderFate.NeverArrived);
        Confirmed(Limit("BUY", 0.1m));
        var intent = _world.State.Ledger.Open.Values.Single().Intent;
        _world.Settle();
        Assert.Empty(_world.State.Ledger.Open);

        _world.Exchange.Place(intent);
        _world.StartSnapshot("every minute");
        GoOn(2);

        Assert.Equal(0.1m, WorkingOrders.Of(_world.State, CoreWorld.Btc).Buy);
        _world.Flush();
        Assert.Empty(_world.Calls);
    }

    [Fact]
    public void An_amended_order_counts_with_its_new_size()
    {
        var placed = _world.Exchange.Place(new OrderIntent
        {
            ClientOrderId = ClientOrderId.Parse("web_1"),
            Symbol = CoreWorld.Btc,
            Side = Side.Buy,
            Type = OrderType.Limit,
            Price = CoreWorld.Mark,
            Quantity = 0.1m,
        });
        _world.Deliver();
        _world.Exchange.Orders[placed.OrderId] = placed with { Intent = placed.Intent with { Quantity = 0.4m } };
        _world.StartSnapshot("every minute");
        GoOn(2);

        Assert.Equal("MaxPositionSizeExceeded", ErrorOf(_world.Ask(Person, Place, Limit("BUY", 0.2m))));
    }

    [Fact]
    public void A_repeated_transfer_event_counts_once_and_one_that_the_opening_balance_holds_not_at_all()
    {
        var at = _world.Now.AddSeconds(1);
        var deposit = new Binance.Streams.User.UserEvent.AccountUpdated("DEPOSIT", [new Binance.Reports.BalanceUpdate("USDT", 1_000_500, 1_000_500, 500)], [], false, at, at);
        _world.Handle(new AccountMessage.Streamed(deposit));
        _world.Handle(new AccountMessage.Streamed(deposit));
        _world.Handle(new AccountMessage.Streamed(deposit with { TransactionTime = _world.Now.AddHours(-1) }));

        Assert.Equal(500, _world.State.Ledger.Day.NetTransfers);
    }

    [Fact]
    public void An_unknown_order_is_asked_for_by_one_question_at_a_time()
    {
        _world.Fates.Enqueue(OrderFate.NeverArrived);
        Confirmed(Limit("BUY", 0.1m));
        GoOn(1);
        _world.Flush();
        for (var minute = 0; minute < 5; minute++)
        {
            _world.StartSnapshot("every minute");
            Run(_world.Calls[^1]);
            Run(_world.Calls[^1]);
            _world.Flush();
        }

        Assert.Single(_world.Calls);
    }

    [Fact]
    public void A_transfer_that_only_the_list_of_incomes_tells_of_is_no_profit_and_one_that_both_tell_counts_once()
    {
        var at = _world.Now.AddSeconds(1);
        _world.StartSnapshot("every minute", Income(500, 7, at.AddMilliseconds(300)));
        GoOn(2);
        _world.Handle(new AccountMessage.Streamed(Deposit(500, at)));
        _world.Handle(new AccountMessage.Streamed(Deposit(250, at)));
        _world.StartSnapshot("every minute", Income(500, 7, at.AddMilliseconds(300)), Income(250, 8, at));
        GoOn(2);

        Assert.Equal(750, _world.State.Ledger.Day.NetTransfers);
        _world.Restart();
        _world.StartSnapshot("every minute", Income(500, 7, at.AddMilliseconds(300)), Income(250, 8, at));
        _world.Settle();
        Assert.Equal(750, _world.State.Ledger.Day.NetTransfers);
    }

    [Fact]
    public void Two_fills_of_one_ms_count_until_the_position_has_moved_for_both()
    {
        Confirmed(Limit("BUY", 0.4m));
        GoOn(2);
        var id = _world.Exchange.Open.Single().OrderId;
        _world.Exchange.Fill(id, 0.1m);
        var at = _world.Exchange.Orders[id].UpdatedAt;
        _world.Exchange.Fill(id, 0.1m, at);
        // The second fill's order event overtakes its position event.
        _world.Deliver();
        _world.Deliver();
        _world.Deliver();
        _world.Deliver(swapped: true);

        Assert.Equal(0.1m, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity);
        Assert.Equal(0.3m, WorkingOrders.Of(_world.State, CoreWorld.Btc).Buy);
        _world.Deliver();
        Assert.Equal(0.2m, WorkingOrders.Of(_world.State, CoreWorld.Btc).Buy);
    }

    [Fact]
    public void An_order_that_the_exchange_has_forgotten_counts_no_more_after_two_queries_and_is_alerted()
    {
        Confirmed(Limit("BUY", 0.4m));
        _world.Settle();
        var id = _world.Exchange.Open.Single().OrderId;
        _world.Exchange.Purge(id);
        _world.Settle();

        Assert.Empty(_world.State.Ledger.Open);
        Assert.Equal(0, WorkingOrders.Of(_world.State, CoreWorld.Btc).Buy);
        Assert.Equal(CloseReason.Forgotten, ((OrderState.Closed)_world.State.Ledger.Closed.Values.Single().State).Reason);
        Assert.Single(_world.Alerts, "OrderVanished");
    }

    [Fact]
    public void A_position_that_its_fills_do_not_explain_twice_in_a_row_opens_the_breaker_and_is_what_counts_from_then_on()
    {
        Confirmed(Market("BUY", 0.1m));
        _world.Settle();
        _world.Exchange.Conjure(0.25m);
        _world.StartSnapshot("every minute");
        GoOn(2);
        Assert.False(_world.State.Ledger.Breaker.Open);
        _world.Settle();

        Assert.Equal(BreakerReasonKind.Reconciliation, Assert.Single(_world.State.Ledger.Breaker.Reasons).Kind);
        Assert.Single(_world.Alerts, "ReconciliationMismatch");
        Assert.Equal(0.25m, _world.State.Exchange.PositionIn(CoreWorld.Btc).Quantity);
        Assert.Equal("CircuitBreakerOpen", ErrorOf(_world.Ask(Person, Place, Market("BUY", 0.01m))));

        _world.Ask(Person, "/futures/risk/circuit-breaker/close", "{}");
        _world.Settle();
        Assert.False(_world.State.Ledger.Breaker.Open);
    }

    [Fact]
    public void An_account_in_hedge_or_multi_assets_mode_is_read_only_and_the_refusal_names_the_setting()
    {
        _world.Handle(new AccountMessage.Streamed(new Binance.Streams.User.UserEvent.ConfigChanged(null, null, true, _world.Now)));

        Assert.Equal("UnsupportedAccountMode", ErrorOf(_world.Ask(Person, Place, Market("BUY", 0.01m))));
        Assert.Equal("UnsupportedAccountMode", ErrorOf(_world.Ask(Person, "/futures/order.cancelAll", "{}")));
        Assert.Equal("UnsupportedAccountMode", ErrorOf(_world.Ask(Agent, "/futures/risk/record-pnl", """{"pnl":-1}""")));
        _world.Flush();
        Assert.Contains("UnsupportedAccountMode", _world.Alerts);
        Assert.Equal(200, _world.ReplyTo(AskFlushed("/futures/risk/circuit-breaker/open"))!.Status);
    }

    [Fact]
    public void A_restart_in_the_middle_of_a_flatten_goes_on_with_it()
    {
        var world = new CoreWorld(_world.Limits) { FlattenOnLoss = true };
        world.Settle();
        world.Exchange.Place(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_1"), Symbol = CoreWorld.Btc, Side = Side.Buy, Type = OrderType.Market, Quantity = 0.2m });
        world.Exchange.Place(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_2"), Symbol = CoreWorld.Btc, Side = Side.Buy, Type = OrderType.Limit, Price = 50_000, Quantity = 0.2m });
        world.Settle();
        world.Ask(Person, "/futures/risk/record-pnl", """{"pnl":-60}""");
        world.Flush();
        world.Restart();
        world.Settle();
        world.Settle();

        Assert.Empty(world.Exchange.Open);
        Assert.Equal(0, world.Exchange.Position.Quantity);
        Assert.Equal(["started", "done"], world.Journal.Entries.OfType<AutomaticAction>().Select(entry => entry.Phase));
        Assert.All(world.Sends, send => Assert.Equal(1, send.Value));
    }

    // Seed 8OWYMV5JjrZ2: the model exchange answered only orders that a caller waits for.
    [Fact]
    public void A_close_of_which_only_the_answer_tells_ends_the_flatten()
    {
        var world = new CoreWorld(_world.Limits) { FlattenOnLoss = true };
        world.Settle();
        world.Exchange.Place(new OrderIntent { ClientOrderId = ClientOrderId.Parse("web_1"), Symbol = CoreWorld.Btc, Side = Side.Buy, Type = OrderType.Market, Quantity = 0.2m });
        world.Settle();
        world.Ask(Person, "/futures/risk/record-pnl", """{"pnl":-60}""");
        world.Flush();
        var arrives = Assert.Single(world.Calls);
        world.Calls.Remove(arrives);
        arrives();
        world.Reconnect();
        world.Settle();

        Assert.Equal(0, world.Exchange.Position.Quantity);
        Assert.Null(world.State.Ledger.Flatten);
        Assert.Equal(["started", "done"], world.Journal.Entries.OfType<AutomaticAction>().Select(entry => entry.Phase));
    }

    private long AskFlushed(string path)
    {
        var ticket = _world.Ask(Person, path, "{}");
        _world.Flush();
        return ticket;
    }

    private static Binance.Reports.IncomeReport Income(decimal amount, long id, DateTimeOffset at) =>
        new() { Type = "TRANSFER", Amount = amount, Asset = "USDT", TransactionId = id, Time = at };

    private static Binance.Streams.User.UserEvent.AccountUpdated Deposit(decimal amount, DateTimeOffset at) =>
        new("DEPOSIT", [new Binance.Reports.BalanceUpdate("USDT", 1_000_000 + amount, 1_000_000 + amount, amount)], [], false, at, at);

    private static string Market(string side, decimal quantity) => Order(side, quantity, "MARKET", "");

    private static string Limit(string side, decimal quantity, string more = "") => Order(side, quantity, "LIMIT", ""","price":60000""" + more);

    private static string Order(string side, decimal quantity, string type, string more) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $$"""{"symbol":"BTCUSDT","side":"{{side}}","type":"{{type}}","quantity":{{quantity}},"dryRun":false{{more}}}""");

    private void Confirmed(string json)
    {
        _world.Ask(Person, Place, json);
        _world.Ask(Person, Place, json, _world.Tokens[^1].Token);
        _world.Flush();
    }

    private void GoOn(int calls)
    {
        for (var i = 0; i < calls && _world.Calls.Count > 0; i++) Run(_world.Calls[0]);
        _world.Flush();
    }

    private void Run(Action call)
    {
        _world.Advance(1);
        _world.Calls.Remove(call);
        call();
    }

    private void DeliverOrdersOnly()
    {
        while (_world.Undelivered > 0)
        {
            _world.Exchange.Events.RemoveAll(happened => happened is Binance.Streams.User.UserEvent.AccountUpdated);
            if (_world.Undelivered > 0) _world.Deliver();
        }
        _world.Flush();
    }

    // The refusal reached the journal and the process died before the answer did.
    private void KeepTheRefusalAndLoseTheAnswer()
    {
        GoOn(1);
        _world.Journal.Entries.RemoveAll(entry => entry is ActionAnswered);
        _world.Restart();
    }

    private string ErrorOf(long ticket) => _world.ReplyTo(ticket)?.Body is ErrorResponse error ? error.Error : $"no error: {_world.ReplyTo(ticket)}";
}
