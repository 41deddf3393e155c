using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Spark.Binance.Errors;
using Spark.Binance.Reports;
using Spark.Binance.Results;
using Spark.Contracts;
using Spark.Domain.Accounts;
using Spark.Domain.Markets;
using Spark.Domain.Orders;
using Spark.Executor.Account;
using Spark.Executor.Journal;
using Spark.Executor.Ledger;
using Spark.Guardrails.Actions;
using Spark.Guardrails.Confirmation;
using Spark.Guardrails.Policy;
using Spark.Guardrails.Risk;

namespace Spark.Testing.Core;

/// <summary>
/// The account core with a model of everything around it, in memory and without a clock: messages are stepped one by one, the real outbox
/// commits to a model journal, calls to the model exchange lie in <see cref="Calls"/> until somebody lets them go on, and the user
/// stream's events in <see cref="Stream"/> until somebody delivers them.
/// </summary>
internal sealed class CoreWorld : IEffectRunner
{
    public const decimal Mark = 60_000;

    /// <summary>For how long after its sending the exchange takes an order, ms.</summary>
    public const long Window = 3_000;

    public static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    /// <summary>Another symbol of the same terms.</summary>
    public static readonly Symbol Eth = Symbol.Parse("ETHUSDT");

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

    private readonly List<AccountStep> _steps = [];
    private readonly Queue<AccountMessage> _inbox = new();
    private readonly HashSet<long> _awaited = [];
    private Outbox _outbox;
    private long _now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private long _ids;
    private int _streamed;
    private int _process;
    private bool _reading;
    private string? _readAgain;

    public CoreWorld(RiskLimits limits)
    {
        Limits = limits;
        Exchange = new ModelExchange(Btc, () => ++_now);
        _outbox = NewOutbox();
        State = AccountCore.Restore(LedgerState.Empty);
        Begin();
    }

    public RiskLimits Limits { get; }

    /// <summary>Whether reaching the daily loss limit closes everything.</summary>
    public bool FlattenOnLoss { get; init; }

    /// <summary>Where the account is.</summary>
    public Venue Venue { get; set; } = Venue.Simulator;

    /// <summary>How old the marks are that reach the account, by symbol.</summary>
    public Dictionary<Symbol, TimeSpan> MarkAges { get; } = [];

    /// <summary>Looks at each raising order at the moment it is decided on, with everything decided and not yet arrived before it.</summary>
    public Action<OrderIntent, IReadOnlyList<OrderIntent>>? OnRaising { get; set; }

    /// <summary>Alerts that an operator has heard, by their codes.</summary>
    public List<string> Alerts { get; } = [];

    public ModelExchange Exchange { get; }

    public ModelJournal Journal { get; } = new();

    public AccountState State { get; private set; }

    /// <summary>Calls under way: each goes on when it is invoked, and may leave another behind.</summary>
    public List<Action> Calls { get; } = [];

    /// <summary>Orders that were sent and have neither arrived nor can't any more.</summary>
    public List<(OrderIntent Intent, long SentAt)> InFlight { get; } = [];

    /// <summary>How often each order was sent.</summary>
    public Dictionary<ClientOrderId, int> Sends { get; } = [];

    /// <summary>Largest position that the exchange could have reached at the moment a raising order was sent.</summary>
    public decimal WorstCaseAtSends { get; private set; }

    /// <summary>What was asked for, by ticket.</summary>
    public Dictionary<long, string> Asked { get; } = [];

    /// <summary>Answers by ticket.</summary>
    public Dictionary<long, List<AccountReply>> Replies { get; } = [];

    /// <summary>What a plan says the exchange does with the next orders; by default it takes them.</summary>
    public Queue<OrderFate> Fates { get; } = new();

    /// <summary>Proposals that were answered with a token: path, JSON and token.</summary>
    public List<(Principal Who, string Path, string Json, string Token)> Tokens { get; } = [];

    /// <summary>Ids of proposals.</summary>
    public List<string> Proposals { get; } = [];

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_now);

    /// <summary>Orders that were decided on, durable or about to be.</summary>
    public IEnumerable<OrderIntended> Decided => Journal.Entries.Concat(_steps.SelectMany(step => step.Entries.AsEnumerable())).OfType<OrderIntended>();

    /// <summary>Events that the exchange has sent and nobody has delivered.</summary>
    public int Undelivered => Exchange.Events.Count - _streamed;

    /// <summary>Orders that may still arrive.</summary>
    public IEnumerable<OrderIntent> MayArrive => InFlight.Where(order => _now <= order.SentAt + Window).Select(order => order.Intent);

    public void Advance(long ms) => _now += ms;

    /// <summary>Asks for an action and gives the ticket.</summary>
    public long Ask(Principal who, string path, string json, string? token = null, string? key = null)
    {
        using var document = JsonDocument.Parse(json);
        var validation = ActionValidator.Validate(ActionReader.Implied(path, document.RootElement.Clone()));
        if (validation is not Validation.Valid { Action: var action }) throw new ArgumentException(((Validation.Invalid)validation).Fault.Message, nameof(json));
        var (ticket, text) = (++_ids, "token-" + _ids);
        _awaited.Add(ticket);
        Asked[ticket] = path;
        Handle(new AccountMessage.Ask(new AccountRequest
        {
            Ticket = ticket,
            Action = action,
            Principal = who,
            NewId = ticket.ToString("d28", System.Globalization.CultureInfo.InvariantCulture),
            Token = new FreshToken(text, TokenHash.Of(text)),
            OfferedToken = token is null ? null : TokenHash.Of(token),
            IdempotencyKey = key,
            ClientOrderIdUsed = action.Request is ActionRequest.PlaceOrder { Draft.ClientOrderId: { } id } && Journal.HasClientOrderId(id),
        }));
        foreach (var reply in Replies.GetValueOrDefault(ticket) ?? [])
        {
            if (reply.Body is not ErrorResponse { Confirmation: { } confirmation }) continue;
            Proposals.Add(confirmation.Id);
            if (confirmation.Token is { } given) Tokens.Add((who, path, json, given));
        }
        return ticket;
    }

    /// <summary>A person confirms a proposal on the page.</summary>
    public long Confirm(string proposalId)
    {
        var ticket = ++_ids;
        _awaited.Add(ticket);
        Handle(new AccountMessage.Confirm(proposalId, "person:page", ticket));
        return ticket;
    }

    public AccountReply? ReplyTo(long ticket) => Replies.GetValueOrDefault(ticket) is [var only, ..] ? only : null;

    /// <summary>Steps a message, and whatever the outbox has posted meanwhile.</summary>
    public void Handle(AccountMessage message)
    {
        _inbox.Enqueue(message);
        while (_inbox.TryDequeue(out var next)) StepOne(next);
    }

    /// <summary>Commits what waits to be durable.</summary>
    public void Flush()
    {
        if (_steps.Count == 0) return;
        var batch = _steps.ToArray();
        _steps.Clear();
        _outbox.Commit(batch);
        while (_inbox.TryDequeue(out var next)) StepOne(next);
    }

    /// <summary>Delivers the next event of the user stream, perhaps twice, perhaps after the one behind it.</summary>
    public void Deliver(bool twice = false, bool swapped = false)
    {
        if (Undelivered == 0) return;
        // One connection keeps events of one type in order: a position's news never overtakes earlier news of it.
        if (swapped && Undelivered > 1 && Exchange.Events[_streamed].GetType() != Exchange.Events[_streamed + 1].GetType())
        {
            (Exchange.Events[_streamed], Exchange.Events[_streamed + 1]) = (Exchange.Events[_streamed + 1], Exchange.Events[_streamed]);
        }
        var happened = Exchange.Events[_streamed++];
        Handle(new AccountMessage.Streamed(happened));
        if (twice) Handle(new AccountMessage.Streamed(happened));
    }

    /// <summary>The stream is cut: what was not delivered never will be, and a snapshot follows.</summary>
    public void Reconnect()
    {
        _streamed = Exchange.Events.Count;
        StartSnapshot("the user stream was lost");
    }

    /// <summary>Begins to read the whole account: reading and arriving are two more calls. One at a time, as the account service does.</summary>
    public void StartSnapshot(string why, params Binance.Reports.IncomeReport[] incomes)
    {
        if (_reading)
        {
            _readAgain = why;
            return;
        }
        _reading = true;
        _now++;
        var (startedAt, readFrom) = (Now, _now);
        Calls.Add(() =>
        {
            var last = Journal.LastTradeIds();
            long After(Symbol symbol) => State.Ledger.Positions.ReadOnFrom(symbol, last.TryGetValue(symbol, out var seen) ? seen : null) - 1 ?? 0;
            var unknown = State.Ledger.Open.Values.Where(order => order.State is OrderState.Unknown).ToArray();
            var found = unknown.Where(order => !order.IsInAlgoService).Select(order => Exchange.Find(order.Intent.ClientOrderId.Value)).OfType<ModelOrder>().Select(order => order.Report());
            var stops = unknown.Where(order => order.IsInAlgoService).Select(order => Exchange.FindStop(order.Intent.ClientOrderId.Value)).OfType<ModelStop>().Select(stop => stop.Report());
            var snapshot = Exchange.Read(startedAt, readFrom, After) with { FoundOrders = [.. found], FoundAlgoOrders = [.. stops], Incomes = [.. incomes] };
            Calls.Add(() => Arrived(new AccountMessage.Snapshot(snapshot, why)));
        });
    }

    private void Arrived(AccountMessage.Snapshot snapshot)
    {
        _reading = false;
        Handle(snapshot);
        if (_readAgain is not { } why) return;
        _readAgain = null;
        StartSnapshot(why);
    }

    /// <summary>The process dies: what isn't durable is lost, answers find nobody, and the next one begins on the journal.</summary>
    public void Restart()
    {
        _process++;
        _steps.Clear();
        _awaited.Clear();
        (_reading, _readAgain) = (false, null);
        Calls.RemoveAll(call => call.Target is not Flight);
        Tokens.Clear();
        _outbox = NewOutbox();
        State = AccountCore.Restore(Fold());
        Begin();
    }

    /// <summary>The ledger that the journal gives back.</summary>
    public LedgerState Fold() => Journal.Entries.Aggregate(LedgerState.Empty, LedgerFold.Apply);

    /// <summary>Lets everything go on until nothing is left to happen, with the exchange and the journal well.</summary>
    public void Settle()
    {
        Journal.Failing = false;
        Fates.Clear();
        for (var round = 0; round < 16; round++)
        {
            Flush();
            while (Undelivered > 0) Deliver();
            foreach (var call in Calls.ToArray())
            {
                Calls.Remove(call);
                call();
            }
            Advance(1_500);
            Handle(new AccountMessage.Tick(TimeSpan.FromMilliseconds(1_500)));
            if (round is 5 or 11) StartSnapshot("every minute");
        }
        Flush();
    }

    /// <summary>Tickets that were drawn by this process and are not answered.</summary>
    public IEnumerable<long> Unanswered => _awaited.Where(ticket => !Replies.ContainsKey(ticket));

    void IEffectRunner.Committed(ImmutableArray<JournalEntry> entries)
    {
        // Metrics and logs are not of this world.
    }

    void IEffectRunner.Tell(ImmutableArray<JournalEntry> entries)
    {
    }

    void IEffectRunner.Post(AccountMessage message) => _inbox.Enqueue(message);

    void IEffectRunner.Run(Effect effect)
    {
        switch (effect)
        {
            case Effect.Reply reply: Answer(reply); break;
            case Effect.Send send: Send(send.Order.Intent); break;
            case Effect.Cancel cancel: Calls.Add(() => Cancel(cancel)); break;
            case Effect.SetLeverage set: Calls.Add(() => Handle(new AccountMessage.LeverageSet(set.Key, LeverageFate(set)))); break;
            case Effect.TestOrder test: Calls.Add(() => Handle(new AccountMessage.CanaryTested(test.Key, new ExchangeResult<Done>.Ok(default)))); break;
            case Effect.LookUp lookUp: Calls.Add(() => LookUp(lookUp)); break;
            case Effect.Reconcile reconcile: StartSnapshot(reconcile.Why); break;
            case Effect.Alert alert: Alerts.Add(alert.What.Code); break;
        }
    }

    private void StepOne(AccountMessage message)
    {
        var before = State;
        var step = AccountCore.Step(State, message, Context());
        CheckSends(before, step);
        State = step.State;
        foreach (var effect in step.Now) ((IEffectRunner)this).Run(effect);
        if (!step.Entries.IsEmpty || !step.AfterCommit.IsEmpty) _steps.Add(step);
    }

    private void CheckSends(AccountState before, AccountStep step)
    {
        if (step.Now.Any(effect => effect is Effect.Send)) throw new InvalidOperationException("An order would be sent before it is durable.");
        foreach (var send in step.AfterCommit.OfType<Effect.Send>())
        {
            var id = send.Order.Intent.ClientOrderId;
            if (!step.Entries.OfType<OrderIntended>().Any(entry => entry.Intent.ClientOrderId == id)) throw new InvalidOperationException("A send without its intent.");
            if (send.Order.Intent.Origin == OrderOrigin.Automatic)
            {
                if (!send.Order.Intent.ReduceOnly) throw new InvalidOperationException("Spark raised exposure by itself.");
            }
            else if (step.Entries.OfType<OrderIntended>().First(entry => entry.Intent.ClientOrderId == id).OutcomeKey is { } key)
            {
                if (!send.Order.Intent.ReduceOnly || (before.Ledger.Outcomes.Find(key) is null && !step.Entries.OfType<ActionCarried>().Any(entry => entry.OutcomeKey == key))) throw new InvalidOperationException("A close without its action.");
            }
            else if (!step.Entries.OfType<ActionCarried>().Any(entry => entry.ClientOrderId == id)) throw new InvalidOperationException("A send without its action.");
            if (before.Ledger.Breaker.Open && !send.Order.Intent.ReduceOnly) throw new InvalidOperationException("A raising order passed an open breaker.");
            if (!send.Order.Intent.ReduceOnly) OnRaising?.Invoke(send.Order.Intent, [.. MayArrive, .. _steps.SelectMany(waiting => waiting.AfterCommit).OfType<Effect.Send>().Select(waiting => waiting.Order.Intent)]);
            if (before.Ledger.Find(id) is not null) throw new InvalidOperationException("An order was sent under an id that the ledger holds already.");
        }
    }

    private void Answer(Effect.Reply reply)
    {
        if (reply.Ticket == Turn.NoTicket) return;
        if (!Replies.TryGetValue(reply.Ticket, out var answers)) Replies[reply.Ticket] = answers = [];
        answers.Add(reply.Answer);
    }

    private void Send(OrderIntent intent)
    {
        var id = intent.ClientOrderId;
        if (!Journal.Entries.OfType<OrderIntended>().Any(entry => entry.Intent.ClientOrderId == id)) throw new InvalidOperationException("A send before its intent is durable.");
        Sends[id] = Sends.GetValueOrDefault(id) + 1;
        if (!intent.ReduceOnly) WorstCaseAtSends = Math.Max(WorstCaseAtSends, Exchange.WorstCase(intent.Symbol, MayArrive.Append(intent)));
        var fate = Fates.TryDequeue(out var planned) ? planned : OrderFate.Taken;
        switch (fate)
        {
            case OrderFate.Taken or OrderFate.AnswerLost or OrderFate.TimedOutThenArrived:
                var flight = new Flight(this, intent, _now, fate);
                InFlight.Add((intent, _now));
                Calls.Add(flight.Arrive);
                if (fate == OrderFate.TimedOutThenArrived) Calls.Add(() => Answered(id, new PlaceResult.Unknown("timed out")));
                break;
            case OrderFate.NeverArrived:
                Calls.Add(() => Answered(id, new PlaceResult.Unknown("timed out")));
                break;
            case OrderFate.Refused:
                Calls.Add(() => Answered(id, new PlaceResult.Rejected(new ExchangeError(400, -2019, "Margin is insufficient.", ExchangeErrorKind.OrderRejected))));
                break;
            default:
                Calls.Add(() => Answered(id, new PlaceResult.NotSent("no connection")));
                break;
        }
    }

    private void Answered(ClientOrderId id, PlaceResult result, AlgoOrderReport? algo = null) => Handle(new AccountMessage.OrderAnswered(id, result, _now + Window) { Algo = algo });

    private static ExchangeResult<SymbolSettings> LeverageFate(Effect.SetLeverage set) => (set.Leverage % 3) switch
    {
        0 => new ExchangeResult<SymbolSettings>.Unreachable("cut"),
        1 => new ExchangeResult<SymbolSettings>.Refused(new ExchangeError(400, -2028, "Leverage is smaller than permitted.", ExchangeErrorKind.OrderRejected)),
        _ => new ExchangeResult<SymbolSettings>.Ok(new SymbolSettings(set.Symbol, set.Leverage, null)),
    };

    private void CancelStop(Effect.Cancel cancel)
    {
        var known = cancel.OrderId is { } algoId ? Exchange.Stops.GetValueOrDefault(algoId) : Exchange.FindStop(cancel.ClientOrderId!.Value.Value);
        AlgoCancelResult result = known is not null && Exchange.CancelStop(known.AlgoId) is { } ended
            ? new AlgoCancelResult.Canceled(ended.AlgoId, ended.Intent.ClientOrderId.Value) : new AlgoCancelResult.AlreadyGone();
        Calls.Add(() => Handle(new AccountMessage.AlgoCancelAnswered(cancel, result)));
    }

    private void LookUpStop(Effect.LookUp lookUp)
    {
        var asked = _now;
        var known = lookUp.OrderId is { } algoId ? Exchange.Stops.GetValueOrDefault(algoId) : Exchange.FindStop(lookUp.ClientOrderId.Value);
        ExchangeResult<AlgoOrderReport> result = known is { } stop
            ? new ExchangeResult<AlgoOrderReport>.Ok(stop.Report())
            : new ExchangeResult<AlgoOrderReport>.Refused(new ExchangeError(400, -2013, "Order does not exist.", ExchangeErrorKind.UnknownOrder));
        Calls.Add(() => Handle(new AccountMessage.AlgoLookedUp(lookUp.ClientOrderId, result, asked)));
    }

    private void Cancel(Effect.Cancel cancel)
    {
        if (cancel.Algo)
        {
            CancelStop(cancel);
            return;
        }
        var known = (cancel.ActualOrderId ?? cancel.OrderId) is { } orderId ? Exchange.Orders.GetValueOrDefault(orderId) : Exchange.Find(cancel.ClientOrderId!.Value.Value);
        CancelResult result = known is not null && Exchange.Cancel(known.OrderId) is { } ended
            ? new CancelResult.Canceled(ended.Report()) : new CancelResult.AlreadyGone();
        Calls.Add(() => Handle(new AccountMessage.CancelAnswered(cancel, result)));
    }

    private void LookUp(Effect.LookUp lookUp)
    {
        if (lookUp.Algo)
        {
            LookUpStop(lookUp);
            return;
        }
        var asked = _now;
        var known = lookUp.OrderId is { } orderId ? Exchange.Orders.GetValueOrDefault(orderId) : Exchange.Find(lookUp.ClientOrderId.Value);
        ExchangeResult<OrderReport> result = known is { } order
            ? new ExchangeResult<OrderReport>.Ok(order.Report())
            : new ExchangeResult<OrderReport>.Refused(new ExchangeError(400, -2013, "Order does not exist.", ExchangeErrorKind.UnknownOrder));
        Calls.Add(() => Handle(new AccountMessage.LookedUp(lookUp.ClientOrderId, result, asked)));
    }

    private void Begin()
    {
        Handle(new AccountMessage.SettingsRead(Venue.Simulator, Limits));
        Handle(new AccountMessage.Begin(_now + Window));
        Flush();
        _streamed = Exchange.Events.Count;
        StartSnapshot("start");
    }

    private Outbox NewOutbox() => new(Journal, this, TimeProvider.System, NullLogger<Outbox>.Instance);

    private StepContext Context() => new()
    {
        Now = Now,
        Quote = symbol => new Quote(symbol)
        {
            MarkPrice = Exchange.PriceOf(symbol),
            MarkAt = Now - MarkAges.GetValueOrDefault(symbol),
            BookAt = Now,
            Bids = [new BookLevel(Exchange.PriceOf(symbol) - 1, 100)],
            Asks = [new BookLevel(Exchange.PriceOf(symbol) + 1, 100)],
        },
        Instrument = symbol => symbol == Btc ? Contract : symbol == Eth ? Contract with { Symbol = Eth, BaseAsset = "ETH" } : null,
        Limits = Limits,
        FlattenOnLoss = FlattenOnLoss,
        Venue = Venue,
        Confirmation = ConfirmationMode.Caller,
        Account = "model",
        ConfirmUrl = "http://localhost:3003/copilot/confirmations/",
    };

    /// <summary>An order on its way: it goes on when the process that sent it has died.</summary>
    private sealed class Flight(CoreWorld world, OrderIntent intent, long sentAt, OrderFate fate)
    {
        private (OrderReport Report, AlgoOrderReport? Algo) Take()
        {
            if (!intent.Type.IsConditional()) return (world.Exchange.Place(intent).Report(), null);
            var stop = world.Exchange.PlaceStop(intent).Report();
            return (AlgoReports.AsReport(stop), stop);
        }

        private readonly int _sender = world._process;

        public void Arrive()
        {
            world.InFlight.Remove((intent, sentAt));
            var answers = _sender == world._process;
            if (world._now > sentAt + Window)
            {
                if (answers && fate == OrderFate.Taken) world.Calls.Add(() => world.Answered(intent.ClientOrderId,
                    new PlaceResult.Rejected(new ExchangeError(400, -1021, "Timestamp outside of recvWindow.", ExchangeErrorKind.OrderRejected))));
                else if (answers && fate == OrderFate.AnswerLost) world.Calls.Add(() => world.Answered(intent.ClientOrderId, new PlaceResult.Unknown("cut")));
                return;
            }
            var (report, algo) = Take();
            if (!answers || fate == OrderFate.TimedOutThenArrived) return;
            PlaceResult result = fate == OrderFate.Taken ? new PlaceResult.Accepted(report) : new PlaceResult.Unknown("cut");
            world.Calls.Add(() => world.Answered(intent.ClientOrderId, result, fate == OrderFate.Taken ? algo : null));
        }
    }
}
