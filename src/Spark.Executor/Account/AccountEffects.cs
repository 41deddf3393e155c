using System.Collections.Immutable;
using System.Threading.Channels;
using Spark.Binance;
using Spark.Binance.Reports;
using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Accounts;
using Spark.Domain.Orders;
using Spark.Executor.Automation;
using Spark.Executor.Hub;
using Spark.Executor.Journal;
using Spark.Executor.Metrics;
using Spark.Executor.Notifications;
using Spark.Guardrails.Risk;

namespace Spark.Executor.Account;

/// <summary>Does what the account core asks for, and brings back what came of it. Calls run on their own and never hold up the account.</summary>
internal sealed partial class AccountEffects(
    ChannelWriter<AccountMessage> inbox, Tickets tickets, BinanceRestClient exchange, CanaryFactsReader canaryFacts, ExecutorSettings settings, HubPublisher hub,
    ExecutorMetrics metrics, GuardrailSignals signals, NotificationDesk notifications, EntryLog entries, TimeProvider time, ILogger<AccountEffects> log) : IEffectRunner, IDisposable
{
    private static readonly BinanceClientOptions Waits = new();

    private readonly CancellationTokenSource _stopping = new();
    private Func<string, Task>? _reconcile;
    private Action? _commit;
    private long _underWay;

    /// <summary>Calls to the exchange that have not come back yet.</summary>
    public long UnderWay => Interlocked.Read(ref _underWay);

    /// <summary>Who reads the exchange's whole view of the account.</summary>
    public void ReconcileWith(Func<string, Task> reconcile) => _reconcile = reconcile;

    /// <summary>Reads the exchange's whole view of the account now. It ends when the account has been given it, or has failed to get it.</summary>
    public async Task ReconcileAsync(string why)
    {
        try
        {
            if (_reconcile is { } run) await run(why);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>Who makes durable what an answer of the exchange led to.</summary>
    public void CommitWith(Action commit) => _commit = commit;

    /// <summary>Ends pauses before queries that nobody will wait for any more.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    public void Post(AccountMessage message) => inbox.TryWrite(message);

    public void Committed(ImmutableArray<JournalEntry> committed)
    {
        foreach (var entry in committed) entries.Count(entry);
    }

    public void Tell(ImmutableArray<JournalEntry> committed)
    {
        foreach (var entry in committed) entries.Tell(entry);
    }

    public void Run(Effect effect)
    {
        switch (effect)
        {
            case Effect.Reply reply: tickets.Answer(reply.Ticket, reply.Answer); break;
            case Effect.Publish publish: hub.Publish(publish.Name, publish.Body); break;
            case Effect.Alert alert: notifications.Tell(alert.What); break;
            case Effect.Send send: Start(() => SendAsync(send.Order)); break;
            case Effect.Cancel cancel: Start(() => CancelAsync(cancel)); break;
            case Effect.SetLeverage set: Start(() => SetLeverageAsync(set)); break;
            case Effect.TestOrder test: Start(() => TestAsync(test)); break;
            case Effect.LookUp lookUp: Start(() => LookUpAsync(lookUp)); break;
            case Effect.Reconcile reconcile when _reconcile is { } run: Start(() => ReconcileAsync(reconcile, run)); break;
        }
    }

    private async Task SendAsync(ApprovedOrder order)
    {
        var id = order.Intent.ClientOrderId;
        var started = time.GetTimestamp();
        PlaceResult result;
        AlgoOrderReport? algo = null;
        signals.Sending();
        try
        {
            // Policy has refused production long before; this is the last door.
            if (settings.Venue == Venue.Production) result = new PlaceResult.NotSent("production is read-only");
            else if (order.Intent.Type.IsConditional()) (result, algo) = await PlaceAlgoAsync(order.Intent);
            else result = await exchange.PlaceOrderAsync(OrderRequest.From(order.Intent), CancellationToken.None);
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "place");
            result = new PlaceResult.Unknown("the executor failed while the order was on its way");
        }
        var latency = time.GetElapsedTime(started);
        metrics.PlaceLatency("live").Observe(latency.TotalMilliseconds);
        if (result is PlaceResult.Accepted) metrics.Acks.Inc();
        if (result is PlaceResult.NotSent { IsHeldBack: true }) signals.HeldBack();
        else signals.Ordered(latency, failed: ExchangeFailures.Is(result));
        Post(new AccountMessage.OrderAnswered(id, result, WindowEnds()) { Algo = algo });
        _commit?.Invoke();
    }

    private async Task<(PlaceResult Result, AlgoOrderReport? Algo)> PlaceAlgoAsync(OrderIntent intent) =>
        await exchange.PlaceAlgoOrderAsync(AlgoOrderRequest.From(intent), CancellationToken.None) switch
        {
            AlgoPlaceResult.Accepted accepted => (new PlaceResult.Accepted(AlgoReports.AsReport(accepted.Order)), accepted.Order),
            AlgoPlaceResult.Rejected rejected => (new PlaceResult.Rejected(rejected.Error), null),
            AlgoPlaceResult.NotSent notSent => (new PlaceResult.NotSent(notSent.Why, notSent.IsHeldBack), null),
            AlgoPlaceResult.Unknown unknown => (new PlaceResult.Unknown(unknown.Why), null),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task CancelAsync(Effect.Cancel cancel)
    {
        if (cancel.Algo)
        {
            await CancelAlgoAsync(cancel);
            return;
        }
        CancelResult result;
        try
        {
            var key = (cancel.ActualOrderId ?? cancel.OrderId) is { } orderId ? OrderKey.Of(orderId) : OrderKey.Of(cancel.ClientOrderId!.Value);
            result = settings.Venue == Venue.Production
                ? new CancelResult.Unknown("production is read-only")
                : await exchange.CancelOrderAsync(cancel.Symbol, key, CancellationToken.None);
            CallEnded(ExchangeFailures.Of(result));
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "cancel");
            result = new CancelResult.Unknown("the executor failed while the cancel was on its way");
        }
        Post(new AccountMessage.CancelAnswered(cancel, result));
    }

    private async Task CancelAlgoAsync(Effect.Cancel cancel)
    {
        AlgoCancelResult result;
        try
        {
            var key = cancel.OrderId is { } algoId ? AlgoOrderKey.Of(algoId) : AlgoOrderKey.Of(cancel.ClientOrderId!.Value);
            result = settings.Venue == Venue.Production
                ? new AlgoCancelResult.Unknown("production is read-only")
                : await exchange.CancelAlgoOrderAsync(key, CancellationToken.None);
            CallEnded(ExchangeFailures.Of(result));
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "cancel");
            result = new AlgoCancelResult.Unknown("the executor failed while the cancel was on its way");
        }
        Post(new AccountMessage.AlgoCancelAnswered(cancel, result));
    }

    private async Task LookUpAlgoAsync(Effect.LookUp lookUp)
    {
        var asked = exchange.Clock.Earliest();
        ExchangeResult<AlgoOrderReport> result;
        try
        {
            var key = lookUp.OrderId is { } algoId ? AlgoOrderKey.Of(algoId) : AlgoOrderKey.Of(lookUp.ClientOrderId);
            result = await exchange.AlgoOrderAsync(key, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "order query");
            result = new ExchangeResult<AlgoOrderReport>.Unreachable("the executor failed during the query");
        }
        Post(new AccountMessage.AlgoLookedUp(lookUp.ClientOrderId, result, asked));
    }

    private async Task TestAsync(Effect.TestOrder test)
    {
        ExchangeResult<Done>? result;
        var facts = CanaryFacts.NotAsked;
        try
        {
            (result, facts) = await canaryFacts.ReadAsync(test.Intent, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "order test");
            result = new ExchangeResult<Done>.Unreachable("the executor failed during the order test");
        }
        Post(new AccountMessage.CanaryTested(test.Key, result) { Facts = facts });
    }

    private async Task SetLeverageAsync(Effect.SetLeverage set)
    {
        ExchangeResult<SymbolSettings> result;
        try
        {
            result = settings.Venue == Venue.Production
                ? new ExchangeResult<SymbolSettings>.Unreachable("production is read-only")
                : await exchange.SetLeverageAsync(set.Symbol, set.Leverage, CancellationToken.None);
            CallEnded(ExchangeFailures.Of(result));
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "leverage");
            result = new ExchangeResult<SymbolSettings>.Unreachable("the executor failed while the leverage was being set");
        }
        Post(new AccountMessage.LeverageSet(set.Key, result));
    }

    // In production nothing was called.
    private void CallEnded(bool? failed)
    {
        if (settings.Venue != Venue.Production) signals.Called(failed);
    }

    private async Task LookUpAsync(Effect.LookUp lookUp)
    {
        if (lookUp.After > TimeSpan.Zero) await Task.Delay(lookUp.After, time, _stopping.Token);
        if (lookUp.Algo)
        {
            await LookUpAlgoAsync(lookUp);
            return;
        }
        var asked = exchange.Clock.Earliest();
        ExchangeResult<OrderReport> result;
        try
        {
            result = await exchange.OrderAsync(lookUp.Symbol, KeyOf(lookUp), CancellationToken.None);
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "order query");
            result = new ExchangeResult<OrderReport>.Unreachable("the executor failed during the query");
        }
        Post(new AccountMessage.LookedUp(lookUp.ClientOrderId, result, asked));
    }

    private async Task ReconcileAsync(Effect.Reconcile reconcile, Func<string, Task> run)
    {
        if (reconcile.After > TimeSpan.Zero) await Task.Delay(reconcile.After, time, _stopping.Token);
        await run(reconcile.Why);
    }

    // The request was signed before now, so the exchange refuses it after this at the latest, by its own clock.
    private long WindowEnds() => exchange.Clock.Latest() + Waits.OrderRecvWindow;

    // The exchange's own id where it is known: other clients' orders may bear no id that it could be asked by.
    private static OrderKey KeyOf(Effect.LookUp lookUp) => lookUp.OrderId is { } orderId ? OrderKey.Of(orderId) : OrderKey.Of(lookUp.ClientOrderId);

    private void Start(Func<Task> call)
    {
        // The first goes out from this thread, which spares it the wait for another; those that come while it is under way go side by side.
        if (Interlocked.Increment(ref _underWay) == 1) _ = FollowAsync(call);
        else _ = Task.Run(() => FollowAsync(call));
    }

    private async Task FollowAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next start asks again.
        }
        catch (Exception e)
        {
            LogCallFailed(log, e, "exchange");
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    [LoggerMessage(EventId = 2320, Level = LogLevel.Error, Message = "The {Call} call failed inside the executor")]
    private static partial void LogCallFailed(ILogger log, Exception e, string call);
}
