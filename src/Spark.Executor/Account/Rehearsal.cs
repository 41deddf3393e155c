using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Binance.Streams.User;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>
/// An order's whole way through the account core, proposed, confirmed, answered and filled, on an account of its own that nothing else
/// knows: no journal, no exchange, nothing outside. It is there to be compiled by the runtime before the first real order comes.
/// </summary>
internal sealed class Rehearsal
{
    private const decimal Mark = 60_000m, Quantity = 0.001m; // a notional within the limits that hold by default

    // The order rate allows it, and a day is not over soon.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    private static readonly Principal Somebody = new(PrincipalKind.Person, "rehearsal", Role.Trader);

    private static readonly Instrument Contract = new()
    {
        Symbol = Btc,
        BaseAsset = "BTC",
        QuoteAsset = "USDT",
        IsTrading = true,
        Price = new PriceRule(0.1m, 1_000_000, 0.1m),
        Lot = new LotRule(0.001m, 1_000, 0.001m),
        MarketLot = new LotRule(0.001m, 1_000, 0.001m),
        MinimumNotional = 50,
    };

    private readonly ArrayBufferWriter<byte> _written = new();
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private AccountState _state;
    private long _ids;

    public Rehearsal()
    {
        var day = new TradingDay(DateOnly.FromDateTime(_now.UtcDateTime), 10_000, 0, 0);
        var found = AccountCore.Restore(LedgerState.Empty with { Day = day });
        _state = found with { Reconciled = true, Exchange = found.Exchange with { WalletBalance = 10_000, Mode = new AccountMode(HedgeMode: false, MultiAssets: false) } };
    }

    /// <summary>The orders that were filled so far.</summary>
    public int Filled => _state.Ledger.Closed.Values.Count(order => order.Status == OrderStatus.Filled);

    /// <summary>The position that they made, base asset.</summary>
    public decimal Position => _state.Exchange.PositionIn(Btc).Quantity;

    /// <summary>Takes one order all the way; each turns the one before.</summary>
    public void PlaceOne()
    {
        _now += Apart;
        var side = Position > 0 ? Side.Sell : Side.Buy;
        var token = new FreshToken("rehearsal", TokenHash.Of("rehearsal-" + ++_ids));
        var proposed = Ask(side, token, offered: null);
        if (proposed.State.Confirmations.Find(Id(), _now) is null) throw NotRehearsed(proposed);
        var sent = Ask(side, token: null, token.Hash);
        if (sent.AfterCommit is not [Effect.Send { Order.Intent: var intent }]) throw NotRehearsed(sent);
        var report = ReportOf(intent, ++_ids);
        Step(new AccountMessage.OrderAnswered(intent.ClientOrderId, new PlaceResult.Accepted(report), WindowEnds: 0));
        Step(new AccountMessage.Streamed(new UserEvent.OrderUpdated(report, "TRADE", FillOf(report), null, _now)));
        Step(new AccountMessage.Streamed(new UserEvent.AccountUpdated("ORDER", [], [PositionAfter(side)], IsPartial: false, _now, _now)));
    }

    private string Id() => _ids.ToString("d28", CultureInfo.InvariantCulture);

    private static InvalidOperationException NotRehearsed(AccountStep step) =>
        new("The rehearsed order was refused" + (step.Now is [Effect.Reply { Answer.Body: ErrorResponse refused }] ? ": " + refused.Message : "."));

    private AccountStep Ask(Side side, FreshToken? token, TokenHash? offered)
    {
        var word = side == Side.Buy ? "BUY" : "SELL";
        using var order = JsonDocument.Parse($$"""{"symbol":"BTCUSDT","side":"{{word}}","type":"MARKET","quantity":0.001,"dryRun":false}""");
        var action = ((Validation.Valid)ActionValidator.Validate(ActionReader.Implied(ActionPaths.OrderPlace, order.RootElement))).Action;
        return Step(new AccountMessage.Ask(new AccountRequest
        {
            Ticket = ++_ids,
            Action = action,
            Principal = Somebody,
            NewId = Id(),
            Token = token,
            OfferedToken = offered,
        }));
    }

    private AccountStep Step(AccountMessage message)
    {
        var step = AccountCore.Step(_state, message, Context());
        _state = step.State;
        _written.Clear();
        using var json = new Utf8JsonWriter(_written);
        foreach (var entry in step.Entries)
        {
            json.Reset();
            EntryJson.Write(json, entry);
        }
        foreach (var reply in step.Now.Concat(step.AfterCommit).OfType<Effect.Reply>())
        {
            if (reply.Answer.Body is not { } body) continue;
            json.Reset();
            JsonSerializer.Serialize(json, body, body.GetType(), ContractsJson.Answers);
        }
        return step;
    }

    private StepContext Context()
    {
        var now = _now;
        return new StepContext
        {
            Now = now,
            Quote = symbol => new Quote(symbol) { MarkPrice = Mark, MarkAt = now, BookAt = now },
            Instrument = static _ => Contract,
            Limits = new RiskLimits(),
            Venue = Venue.Simulator,
            Confirmation = ConfirmationMode.Caller,
            Account = "rehearsal",
            ConfirmUrl = "http://localhost/",
        };
    }

    private OrderReport ReportOf(OrderIntent intent, long orderId) => new()
    {
        Symbol = Btc,
        OrderId = orderId,
        ClientOrderId = intent.ClientOrderId.Value,
        Side = intent.Side,
        Type = OrderType.Market,
        TypeWord = "MARKET",
        Quantity = intent.Quantity,
        TimeInForce = TimeInForce.GoodTillCancel,
        TimeInForceWord = "GTC",
        Status = OrderStatus.Filled,
        StatusWord = "FILLED",
        Executed = intent.Quantity,
        AveragePrice = Mark,
        UpdateTime = _now,
    };

    private static TradeReport FillOf(OrderReport order) => new()
    {
        Symbol = Btc,
        TradeId = order.OrderId,
        OrderId = order.OrderId,
        ClientOrderId = order.ClientOrderId,
        Side = order.Side,
        Price = Mark,
        Quantity = order.Executed,
        Fee = 0.02m,
        FeeAsset = "USDT",
        RealizedPnl = 0,
        Maker = false,
        Time = order.UpdateTime,
    };

    private static PositionUpdate PositionAfter(Side side) => side == Side.Buy ? new(Btc, "BOTH", Quantity, Mark, 0) : new(Btc, "BOTH", 0, 0, 0);
}
