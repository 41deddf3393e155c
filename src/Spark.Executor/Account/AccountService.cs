using Spark.Binance.Rest;
using Spark.Binance.Results;
using Spark.Domain.Markets;
using Spark.Executor.Countdown;
using Spark.Executor.Journal;
using Spark.Executor.Market;
using Spark.Executor.Streams;

namespace Spark.Executor.Account;

/// <summary>
/// The account from start to stop: clock, contracts, the user stream buffering, then the exchange's view, then its events in order.
/// The same path brings the account back after every loss of the user stream.
/// </summary>
internal sealed partial class AccountService(
    AccountLoop loop, Outbox outbox, AccountEffects effects, AccountReader reader, UserStreamFeed userStream, MarketStreamsDesk marketStreams,
    BinanceRestClient exchange, Instruments instruments, IJournal journal, Tickets tickets, MarketReader market, ExecutorSettings settings, LimitsInForce limits, LimitsWatch limitsWatch, CountdownTimers countdowns,
    TimeProvider time, ILogger<AccountService> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan CatchUpPause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan TakenInWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private SharedReading<AccountSnapshot?>? _readings;
    private long _readFrom;
    private Task _running = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _readings = new SharedReading<AccountSnapshot?>((why, afterOutage) => ReconcileNowAsync(why, afterOutage, _stop.Token));
        effects.ReconcileWith(why => ReconcileAsync(why));
        effects.CommitWith(outbox.CommitHere);
        _writing = Task.WhenAll(Task.Run(loop.RunAsync, CancellationToken.None), Task.Run(outbox.RunAsync, CancellationToken.None));
        _running = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Stops listening, lets calls that are under way come back, and closes the journal with a checkpoint.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        effects.Stop();
        await userStream.DisposeAsync();
        await marketStreams.DisposeAsync();
        await Task.WhenAll(CallsBackAsync(cancellationToken), countdowns.StopAsync());
        loop.Complete();
        await _writing;
        tickets.Abandon();
        TellWhatStays();
        SaveCheckpoint();
    }

    public void Dispose()
    {
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await ReadClockAndContractsAsync(ct);
            PostLimits(limits.Current);
            loop.Post(new AccountMessage.Begin(exchange.Clock.Latest() + new Binance.BinanceClientOptions().OrderRecvWindow));
            await Task.WhenAll(
                FollowAsync(ct),
                EveryAsync(Second, TickAsync, ct),
                EveryAsync(Second, WatchAsync, ct),
                EveryAsync(Second, _ => KeepTimers(ct), ct),
                EveryAsync(ReconcileEvery, _ => ReconcileAsync("every minute"), ct),
                EveryAsync(RefreshEvery, _ => ReadClockAndContractsAsync(ct), ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception e)
        {
            LogStopped(log, e);
            throw;
        }
    }

    private async Task ReadClockAndContractsAsync(CancellationToken ct)
    {
        while (true)
        {
            var clock = await exchange.RefreshClockAsync(ct);
            var info = await exchange.ExchangeInfoAsync(ct);
            if (info is ExchangeResult<System.Collections.Immutable.ImmutableArray<Instrument>>.Ok { Value: var all }) instruments.Set(all);
            if (clock is ExchangeResult<Done>.Ok && instruments.Count > 0) return;
            LogExchangeSilent(log, clock is ExchangeResult<Done>.Ok ? info.ToString() : clock.ToString());
            await Task.Delay(Second, time, ct);
        }
    }

    /// <summary>Each connection of the user stream begins with a whole snapshot; its events wait in the buffer meanwhile.</summary>
    private async Task FollowAsync(CancellationToken ct)
    {
        await userStream.StartAsync(ct);
        await foreach (var item in userStream.ReadAsync(ct))
        {
            if (item.Event is { } happened) loop.Post(new AccountMessage.Streamed(happened));
            else await CatchUpAsync(item.IsReconnect ? "the user stream was lost" : "start", item.Connection, ct);
        }
    }

    // The stream is called healthy only when the account has taken in what was missed.
    private async Task CatchUpAsync(string why, long connection, CancellationToken ct)
    {
        while (true)
        {
            if (await ReconcileAsync(why, afterOutage: true).WaitAsync(ct) is { } snapshot && await IsTakenInAsync(ct))
            {
                userStream.Reconciled(connection, snapshot);
                return;
            }
            await Task.Delay(CatchUpPause, time, ct);
        }
    }

    private async Task<bool> IsTakenInAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(TakenInWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        while (true)
        {
            var changed = loop.Changed;
            if (loop.View.Exchange.ReadFrom >= Volatile.Read(ref _readFrom)) return true;
            await changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested) return false;
        }
    }

    private Task<AccountSnapshot?> ReconcileAsync(string why, bool afterOutage = false) => _readings!.AskAsync(why, afterOutage);

    private async Task<AccountSnapshot?> ReconcileNowAsync(string why, bool afterOutage, CancellationToken ct)
    {
        try
        {
            var (snapshot, fault) = await reader.ReadAsync(loop.View, afterOutage, ct);
            if (snapshot is null)
            {
                LogNotReconciled(log, why, fault ?? "");
                return null;
            }
            await Task.WhenAll(snapshot.Positions.Select(position => market.EnsureFreshAsync(position.Symbol, limits.Risk.MaxMarketAge, ct)));
            Volatile.Write(ref _readFrom, snapshot.ReadFrom);
            loop.Post(new AccountMessage.Snapshot(snapshot, why));
            return snapshot;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(log, e, "reconciliation");
            return null;
        }
    }

    private void PostLimits(OperatingLimits now) => loop.Post(new AccountMessage.SettingsRead(settings.Venue, now.Risk, now.FlattenOnLoss));

    private void LookAtLimits()
    {
        var (changed, fault) = limitsWatch.Look();
        if (changed is not null) PostLimits(changed);
        if (fault is not null) effects.Run(new Effect.Alert(Notifications.Alerts.LimitsNotTaken(fault, time.GetUtcNow())));
    }

    private Task TickAsync(TimeSpan passed)
    {
        LookAtLimits();
        loop.Post(new AccountMessage.Tick(passed));
        return Task.CompletedTask;
    }

    private Task KeepTimers(CancellationToken ct)
    {
        countdowns.Keep(ct);
        return Task.CompletedTask;
    }

    // Apart from the tick: while the exchange is away this waits for it, and the account's clock must not.
    private Task WatchAsync(TimeSpan _) => marketStreams.WatchAsync(WorkingOrders.SymbolsOf(loop.View).ToHashSet(), _stop.Token);

    private async Task EveryAsync(TimeSpan period, Func<TimeSpan, Task> act, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(period, time);
        var last = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(ct))
        {
            var now = time.GetTimestamp();
            try
            {
                await act(time.GetElapsedTime(last, now));
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // One failed round must not end the rounds.
                LogFailed(log, e, "periodic work");
            }
            last = now;
        }
    }

    private async Task CallsBackAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(StopWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            while (effects.UnderWay > 0) await Task.Delay(TimeSpan.FromMilliseconds(10), time, either.Token);
        }
        catch (OperationCanceledException)
        {
            // An order whose answer hasn't come is in the journal as sent: the next start asks for it.
            LogCallsLeft(log, effects.UnderWay);
        }
    }

    private void TellWhatStays()
    {
        var resting = Resting.Of(loop.View);
        if (resting.Count == 0) LogNothingStays(log);
        foreach (var line in resting) LogStays(log, line);
    }

    private void SaveCheckpoint()
    {
        try
        {
            if (loop.View.JournalHealthy && !outbox.IsFailing) journal.Checkpoint(journal.LastSeq, Checkpoints.Text(loop.View.Ledger));
        }
        catch (JournalException e)
        {
            LogNoCheckpoint(log, e);
        }
    }

    [LoggerMessage(EventId = 2330, Level = LogLevel.Warning, Message = "The exchange gives no usable answer yet; trying again in a second: {Why}")]
    private static partial void LogExchangeSilent(ILogger log, string why);

    [LoggerMessage(EventId = 2331, Level = LogLevel.Warning, Message = "The account could not be reconciled ({Why}): {Fault}")]
    private static partial void LogNotReconciled(ILogger log, string why, string fault);

    [LoggerMessage(EventId = 2332, Level = LogLevel.Warning, Message = "Stopping with {Count} calls to the exchange unanswered; the next start asks for their outcome")]
    private static partial void LogCallsLeft(ILogger log, long count);

    [LoggerMessage(EventId = 2333, Level = LogLevel.Warning, Message = "No checkpoint was written; the next start reads the whole journal")]
    private static partial void LogNoCheckpoint(ILogger log, Exception e);

    [LoggerMessage(EventId = 2335, Level = LogLevel.Error, Message = "The {What} failed inside the executor; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception e, string what);

    [LoggerMessage(EventId = 2336, Level = LogLevel.Information, Message = "Stays on the exchange: {What}")]
    private static partial void LogStays(ILogger log, string what);

    [LoggerMessage(EventId = 2337, Level = LogLevel.Information, Message = "Nothing stays on the exchange: no open order, no position")]
    private static partial void LogNothingStays(ILogger log);

    [LoggerMessage(EventId = 2334, Level = LogLevel.Critical, Message = "The account service has stopped")]
    private static partial void LogStopped(ILogger log, Exception e);
}
